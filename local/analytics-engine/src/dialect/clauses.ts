import type { OutputFormat } from "./ast.ts";

export const OUTPUT_FORMATS: readonly OutputFormat[] = ["JSON", "JSONEachRow", "TabSeparated"];

/** Accepted statements and clauses, in the order they must be written; for the generated page. */
// biome-ignore format: one row per clause
export const ACCEPTED_CLAUSES = [
  { form: "SELECT expression [AS alias], …", note: "every output column has a name of its own; an alias may be used in later items", source: "[D][R]" },
  { form: "SELECT *", note: "alone in the list", source: "[D]" },
  { form: "FROM dataset | (subquery)", note: "one table; double-quoted names allowed; without FROM only constants", source: "[D][R]" },
  { form: "WHERE condition", note: "columns only, no aliases, no aggregates", source: "[D]" },
  { form: "GROUP BY name, …", note: "column names or SELECT aliases, no expressions", source: "[R]" },
  { form: "HAVING condition", note: "aliases, aggregates and grouped columns; needs GROUP BY or an aggregate", source: "[D]" },
  { form: "ORDER BY name [ASC|DESC], …", note: "only what is in the SELECT list, by its alias", source: "[R]" },
  { form: "LIMIT n | ALL", note: "no LIMIT n BY, no LIMIT m, n", source: "[D]" },
  { form: "OFFSET n", note: "after LIMIT, or alone", source: "[D]" },
  { form: "FORMAT JSON | JSONEachRow | TabSeparated", note: "last; JSON when absent", source: "[D]" },
  { form: "SHOW TABLES | TIMEZONES | TIMEZONE [FORMAT f]", note: "", source: "[D]" },
  { form: "-- comment, /* comment */, one trailing ;", note: "", source: "[D][R]" },
] as const;

const ONE_TABLE = "queries can only operate on a single table";

/** Words that begin a construct the API does not have, and how the refusal names it. Upper-case. */
export const REFUSED_CLAUSES: Readonly<Record<string, string>> = {
  JOIN: `JOIN is not supported: ${ONE_TABLE}`,
  INNER: `JOIN is not supported: ${ONE_TABLE}`,
  LEFT: `JOIN is not supported: ${ONE_TABLE}`,
  RIGHT: `JOIN is not supported: ${ONE_TABLE}`,
  FULL: `JOIN is not supported: ${ONE_TABLE}`,
  CROSS: `JOIN is not supported: ${ONE_TABLE}`,
  NATURAL: `JOIN is not supported: ${ONE_TABLE}`,
  GLOBAL: `JOIN is not supported: ${ONE_TABLE}`,
  ANY: `JOIN is not supported: ${ONE_TABLE}`,
  ASOF: `JOIN is not supported: ${ONE_TABLE}`,
  ARRAY: "ARRAY JOIN is not supported",
  UNION: `UNION is not supported: ${ONE_TABLE}`,
  EXCEPT: `EXCEPT is not supported: ${ONE_TABLE}`,
  INTERSECT: `INTERSECT is not supported: ${ONE_TABLE}`,
  WITH: "WITH is not supported (no common table expressions, TOTALS, ROLLUP, CUBE or FILL)",
  SETTINGS: "SETTINGS is not supported",
  DISTINCT: "SELECT DISTINCT is not supported: use GROUP BY",
  OVER: "window functions are not supported",
  WINDOW: "window functions are not supported",
  FILTER: "FILTER is not supported: use countIf, sumIf or avgIf",
  QUALIFY: "QUALIFY is not supported",
  PREWHERE: "PREWHERE is not supported: use WHERE",
  SAMPLE: "SAMPLE is not supported",
  FINAL: "FINAL is not supported",
  INTO: "INTO is not supported",
  NULLS: "NULLS FIRST and NULLS LAST are not supported",
  COLLATE: "COLLATE is not supported",
  FETCH: "FETCH is not supported: use LIMIT",
  FOR: "FOR is not supported",
  TOP: "TOP is not supported: use LIMIT",
};

/** Words that may not be a bare name: they begin or join clauses and operators. Double quotes lift this. */
// biome-ignore format: a word list
export const RESERVED_WORDS: ReadonlySet<string> = new Set([
  "ALL", "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "DESC", "DISTINCT", "ELSE", "END", "EXCEPT", "EXISTS",
  "FALSE", "FORMAT", "FROM", "GROUP", "HAVING", "ILIKE", "IN", "INTERSECT", "INTERVAL", "INTO", "IS", "JOIN",
  "LIKE", "LIMIT", "NOT", "NULL", "OFFSET", "ON", "OR", "ORDER", "OVER", "PREWHERE", "QUALIFY", "SELECT",
  "SETTINGS", "THEN", "TRUE", "UNION", "USING", "WHEN", "WHERE", "WINDOW", "WITH",
]);
