import { DOUBLE, STRING, type Type, UNSIGNED, UTC_DATE_TIME } from "./types.ts";

export type Column = { readonly name: string; readonly type: Type };

const SLOTS = Array.from({ length: 20 }, (_, index) => index + 1);

/** The columns of every dataset, in the documented order. Source: Cloudflare docs, `sql-api#table-structure`. */
export const COLUMNS: readonly Column[] = [
  { name: "dataset", type: STRING },
  { name: "timestamp", type: UTC_DATE_TIME },
  { name: "_sample_interval", type: UNSIGNED },
  { name: "index1", type: STRING },
  ...SLOTS.map((slot) => ({ name: `blob${slot}`, type: STRING })),
  ...SLOTS.map((slot) => ({ name: `double${slot}`, type: DOUBLE })),
];

/** Column meanings for the generated page. */
export const COLUMN_NOTES = [
  { names: "dataset", type: "String", note: "the dataset's name, in every row" },
  { names: "timestamp", type: "DateTime", note: "when the point was written, whole seconds, UTC" },
  { names: "_sample_interval", type: "Integer", note: "how many written points the row stands for" },
  { names: "index1", type: "String", note: "the sampling key" },
  { names: "blob1 … blob20", type: "String", note: "" },
  { names: "double1 … double20", type: "Double", note: "" },
] as const;
