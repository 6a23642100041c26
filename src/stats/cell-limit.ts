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
export function checkCells(cells: number, query: StatsQuery): void {
  const { maxRows = MAX_CELLS, bucket } = query;
  if (cells <= maxRows) return;
  const problem = `The answer would have more than ${maxRows} rows (buckets × groups).`;
  const most = Math.floor((maxRows * Math.max(1, toBucketStarts(query).length)) / cells);
  const period =
    most > 0 && bucket !== "none" ? `a period of at most ${most} such buckets` : "a shorter period";
  const clock =
    bucket === "60min" && query.groupBy.length === 0 ? ", or group by hour and weekday instead" : "";
  const message = `choose a longer bucket, ${period}, fewer groups or a lower limit${clock}`;
  throw new Problem("too_many_cells", problem, { errors: [{ field: "bucket", message }] });
}

/** Rows of one open group in one bucket. */
export function toPerGroup(groups: readonly GroupSpec[]): number {
  return groups.reduce((count, { labels }) => count * (labels.length || 1), 1);
}

/** How many groups, or others and their rest, fit into the rows asked for. */
export function toRoom({ maxRows }: StatsQuery, perGroup: number): number {
  return maxRows === undefined ? Number.POSITIVE_INFINITY : Math.floor(maxRows / perGroup);
}
