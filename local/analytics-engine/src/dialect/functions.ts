import { AGGREGATE_FUNCTIONS } from "./functions-aggregate.ts";
import { TIME_FUNCTIONS } from "./functions-time.ts";
import { VALUE_FUNCTIONS } from "./functions-value.ts";
import type { FunctionSpec, Group } from "./signature.ts";

/** Every function of the dialect: the guard, the generated page and the tests derive from this table. */
export const FUNCTIONS: readonly FunctionSpec[] = [
  ...AGGREGATE_FUNCTIONS,
  ...TIME_FUNCTIONS,
  ...VALUE_FUNCTIONS,
];

/** The page of Cloudflare's SQL reference that documents each group. */
export const GROUP_PAGES: Readonly<Record<Group, string>> = {
  Aggregate: "aggregate-functions",
  "Date and time": "date-time-functions",
  Conditional: "conditional-functions",
  Mathematical: "mathematical-functions",
  Bit: "bit-functions",
  Encoding: "encoding-functions",
  String: "string-functions",
  "Type conversion": "type-conversion-functions",
};

/** The function of that name or alias in any case, or null. */
export function toFunction(name: string): FunctionSpec | null {
  return BY_NAME.get(name.toUpperCase()) ?? null;
}

/** The documented spelling of a function's name; an alias keeps its own. */
export function toSpelling(name: string): string {
  const spec = toFunction(name);
  return spec?.aliases?.find((alias) => alias.toUpperCase() === name.toUpperCase()) ?? spec?.name ?? name;
}

export function isAggregate(spec: FunctionSpec): boolean {
  return spec.group === "Aggregate";
}

const BY_NAME = new Map(
  FUNCTIONS.flatMap((spec) =>
    [spec.name, ...(spec.aliases ?? [])].map((name) => [name.toUpperCase(), spec] as const),
  ),
);
