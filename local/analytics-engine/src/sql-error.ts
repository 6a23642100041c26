import { LIMIT_SENTENCES } from "./query-limits.ts";

const PARSED = "a text could not be read as the number or date that a function asked of it";
const TYPES = "a function or operator was given a type that it does not accept";
const RANGE = "a number is outside the range that a function accepts";

/** Our words for what ClickHouse refuses while planning or running a statement, by its error code. */
const SENTENCES: Record<number, string> = {
  6: PARSED,
  12: RANGE,
  25: "a LIKE pattern ends in an incomplete escape",
  27: PARSED,
  32: PARSED,
  36: "an argument has a value that its function does not accept",
  38: PARSED,
  41: PARSED,
  42: "a function was given the wrong number of arguments",
  43: TYPES,
  44: "an argument that must be a constant is not one",
  46: "unknown function call",
  47: "unable to find type of a column named in the statement",
  53: TYPES,
  60: "unable to find the dataset named after FROM",
  62: "sql parser error",
  69: RANGE,
  70: "a number could not be converted, it may be NaN, infinite or too large",
  72: PARSED,
  135: "positions in a string start at 1",
  153: "division by zero",
  159: LIMIT_SENTENCES.time,
  160: LIMIT_SENTENCES.time,
  164: "the statement asks for something that is not allowed",
  179: "two selected columns have the same alias",
  184: "an aggregate function was found inside another aggregate function or in WHERE",
  215: "a selected column is neither aggregated nor in the GROUP BY clause",
  241: LIMIT_SENTENCES.memory,
  386: "two values that must have the same type have different types",
  396: LIMIT_SENTENCES.answer,
  456: "the statement holds a placeholder without a value",
};

/** ClickHouse's error code in an error thrown by chDB, `null` when there is none. */
export function toErrorCode(error: unknown): number | null {
  const code = /Code: (\d+)\. DB::/.exec(String(error))?.[1];
  return code === undefined ? null : Number(code);
}

/** What follows `Input was invalid: ` for an error thrown by chDB; never the database's own words. */
export function toSentence(error: unknown): string {
  return SENTENCES[toErrorCode(error) ?? 0] ?? "the statement could not be evaluated";
}
