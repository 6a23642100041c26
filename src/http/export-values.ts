import type { ValuesAnswer } from "../stats/answer.ts";
import type { Sheet } from "./csv.ts";
import { FACT_COLUMNS, toFacts } from "./export-facts.ts";

/** One row per value of the dimension. */
export function toValuesSheet({ dimension, values, query, quality }: ValuesAnswer): Sheet {
  const facts = toFacts(query, quality);
  return {
    columns: ["dimension", "value", "total", "primary", ...FACT_COLUMNS],
    records: values.map((value) => ({ dimension, ...value, ...facts })),
  };
}
