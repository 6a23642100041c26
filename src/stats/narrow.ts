import type { Row, StatsAnswer } from "./answer.ts";
import { ORDERS, type Order } from "./request.ts";

/**
 * The same answer with rows that carry only these counts and rates; totals keep all. What is left is the answer to
 * the query with `metrics`, so it says so and links to it.
 */
export function toNarrowed(answer: StatsAnswer, metrics: readonly Order[]): StatsAnswer {
  const { query, rows, comparison } = answer;
  const dropped = ORDERS.filter((name) => !metrics.includes(name));
  const kept = ORDERS.filter((name) => metrics.includes(name));
  const link = new URL(answer.link);
  link.searchParams.set("metrics", kept.join());
  return {
    ...answer,
    query: { ...query, metrics: kept },
    rows: rows.map((row) => toNarrowRow(row, dropped)),
    ...(comparison?.rows
      ? { comparison: { ...comparison, rows: comparison.rows.map((row) => toNarrowRow(row, dropped)) } }
      : {}),
    link: link.toString(),
  };
}

function toNarrowRow(row: Row, dropped: readonly Order[]): Row {
  const narrow: Row = { ...row };
  if (row.intervals) narrow.intervals = { ...row.intervals };
  for (const name of dropped) {
    delete narrow[name];
    delete narrow.intervals?.[name as keyof Row["intervals"]];
  }
  return narrow;
}
