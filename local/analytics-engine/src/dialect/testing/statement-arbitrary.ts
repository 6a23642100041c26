import fc from "fast-check";
import { AGGREGATE, ANY_PLAIN, PLAIN, type Text } from "./expression-arbitrary.ts";

const ALIASES = [
  "a",
  "b",
  "c",
  "d",
  "n",
  "t",
  "k",
  "v",
  "bucket",
  "hour",
  '"two words"',
  "blob1",
  "double1",
  '"Größe"',
  "leads",
];
const ANY_AGGREGATE = fc.oneof(AGGREGATE.Integer, AGGREGATE.Double, AGGREGATE.String, AGGREGATE.DateTime);
const ALIAS = fc.constantFrom(...ALIASES);
const WHERE = fc
  .option(PLAIN.Boolean, { nil: null })
  .map((condition) => (condition === null ? "" : ` WHERE ${condition}`));
const LIMIT = fc.constantFrom("", " LIMIT 5", " LIMIT ALL", " LIMIT 3 OFFSET 1", " OFFSET 2");
const END = fc.constantFrom(
  "",
  "",
  " FORMAT JSON",
  " FORMAT JSONEachRow",
  " FORMAT TabSeparated",
  ";",
  " -- end",
);

const ITEMS = (expression: Text) =>
  fc.uniqueArray(fc.tuple(ALIAS, expression), { minLength: 1, maxLength: 4, selector: ([alias]) => alias });

const FLAT = fc
  .tuple(ITEMS(ANY_PLAIN), fc.constantFrom("leads", '"leads"'), WHERE, fc.boolean(), LIMIT)
  .map(([items, from, where, ordered, limit]) => {
    const list = items.map(([alias, expression]) => `${expression} AS ${alias}`).join(", ");
    return `SELECT ${list} FROM ${from}${where}${ordered ? ` ORDER BY ${items[0]?.[0]} DESC` : ""}${limit}`;
  });

const GROUPED = fc
  .tuple(
    ITEMS(ANY_PLAIN),
    fc.array(ANY_AGGREGATE, { minLength: 1, maxLength: 3 }),
    WHERE,
    fc.boolean(),
    LIMIT,
  )
  .map(([keys, aggregates, where, having, limit]) => {
    const names = keys.map(([alias]) => alias).join(", ");
    const list = [...keys.map(([alias, expression]) => `${expression} AS ${alias}`), ...aggregates].join(
      ", ",
    );
    return `SELECT ${list} FROM leads${where} GROUP BY ${names}${having ? " HAVING count() > 0" : ""}${limit}`;
  });

const TOTALS = fc
  .tuple(
    fc.array(ANY_AGGREGATE, { minLength: 1, maxLength: 4 }),
    fc.constantFrom("leads", "leads", "leads", "nosuch"),
  )
  .map(([aggregates, from]) => `SELECT ${aggregates.join(", ")} FROM ${from}`);

const NESTED = fc
  .tuple(fc.oneof(FLAT, GROUPED, TOTALS), fc.constantFrom("*", "count() AS n", "1 AS one"))
  .map(([inner, list]) => `SELECT ${list} FROM (${inner})`);

/** Statements of the dialect, most of them accepted. */
export const STATEMENTS: Text = fc
  .tuple(fc.oneof(FLAT, GROUPED, TOTALS, NESTED), END)
  .map(([statement, end]) => statement + end);
