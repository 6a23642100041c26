import type { StatsAnswer, Totals } from "./answer.ts";
import { ORDERS, type Order } from "./request.ts";

/**
 * The same answer with rows that carry only these counts and rates; totals keep all. What is left is the answer to
 * the query with `metrics`, so it says so and links to it.
 */
export function toNarrowed(answer: StatsAnswer, metrics: readonly Order[]): StatsAnswer {
  const { query, rows, comparison } = answer;
  const kept = ORDERS.filter((name) => metrics.includes(name));
  const link = new URL(answer.link);
  link.searchParams.set("metrics", kept.join());
  return {
    ...answer,
    query: { ...query, metrics: kept },
    rows: rows.map((row) => toCarried(row, kept)),
    ...(comparison?.rows
      ? { comparison: { ...comparison, rows: comparison.rows.map((row) => toCarried(row, kept)) } }
      : {}),
    link: link.toString(),
  };
}

/** A row or totals with these of its counts and rates, and their intervals; what it says besides stays. */
export function toCarried<T extends Pick<Totals, "intervals">>(record: T, metrics: readonly Order[]): T {
  const dropped = new Set<string>(ORDERS.filter((name) => !metrics.includes(name)));
  const pick = (from: object) =>
    Object.fromEntries(Object.entries(from).filter(([name]) => !dropped.has(name)));
  return { ...pick(record), ...(record.intervals && { intervals: pick(record.intervals) }) } as T;
}
