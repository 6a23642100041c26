import { Problem } from "../domain/errors.ts";
import { toBucketStarts } from "./buckets.ts";
import { type GroupSpec, toGroupSpec } from "./group.ts";
import type { StatsQuery } from "./query.ts";
import { MAX_CELLS } from "./request.ts";

/**
 * Refuses a question whose buckets alone are more rows than it may have, before anything is asked.
 * @throws Problem `too_many_cells`
 */
export function checkBuckets(query: StatsQuery): void {
  const groups = query.groupBy.map((name, index) => toGroupSpec(name, index, query));
  checkCells(Math.max(1, toBucketStarts(query).length) * toPerGroup(groups), query);
}

/**
 * Refuses an answer that would have more rows than it may.
 * @throws Problem `too_many_cells`
 */
export function checkCells(cells: number, { maxRows = MAX_CELLS }: StatsQuery): void {
  if (cells <= maxRows) return;
  const message = `The answer would have more than ${maxRows} rows (buckets × groups).`;
  const advice = "choose a longer bucket, a shorter period, fewer groups or a lower limit";
  const errors = [{ field: "bucket", message: cells <= MAX_CELLS ? `${advice}, or raise max_rows` : advice }];
  throw new Problem("too_many_cells", message, { errors });
}

/** Rows of one open group in one bucket. */
export function toPerGroup(groups: readonly GroupSpec[]): number {
  return groups.reduce((count, { labels }) => count * (labels.length || 1), 1);
}

/** How many groups, or others and their rest, fit into the rows asked for. */
export function toRoom({ maxRows }: StatsQuery, perGroup: number): number {
  return maxRows === undefined ? Number.POSITIVE_INFINITY : Math.floor(maxRows / perGroup);
}
