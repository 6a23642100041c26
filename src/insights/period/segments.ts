import { METRIC_NAMES, type Metric } from "../../domain/dataset.ts";
import { OTHER } from "../../domain/label.ts";
import type { WholeRow } from "../../stats/answer.ts";
import type { Group } from "../../stats/request.ts";

/** One group of an answer, bucket by bucket. */
export interface SegmentRows {
  readonly labels: Readonly<Record<string, string>>;
  /** What is summed as `(other)`. */
  readonly isOther: boolean;
  readonly rows: readonly WholeRow[];
}

/** The groups of an answer, each with its row of every bucket; without groups the one that is everything. */
export function toSegmentRows(
  buckets: readonly (readonly WholeRow[])[],
  groupBy: readonly Group[],
): SegmentRows[] {
  const groups = Map.groupBy(buckets.flat(), (row) => JSON.stringify(groupBy.map((name) => row[name])));
  return [...groups.values()].map((rows) => {
    const labels = Object.fromEntries(groupBy.map((name) => [name, rows[0]?.[name] ?? ""]));
    return { labels, isOther: Object.values(labels).includes(OTHER), rows };
  });
}

export type Counts = Readonly<Record<Metric, number>>;

/** The sum of all groups in each bucket. A restored submission can leave a negative count behind; it becomes 0. */
export function toWhole(buckets: readonly (readonly WholeRow[])[]): Counts[] {
  return buckets.map((rows) => {
    const sums = METRIC_NAMES.map((name) => [name, rows.reduce((sum, row) => sum + row[name], 0)] as const);
    return Object.fromEntries(sums.map(([name, sum]) => [name, Math.max(0, sum)])) as Counts;
  });
}
