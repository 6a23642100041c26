import { OTHER } from "../../domain/label.ts";
import type { Row, StatsAnswer, Totals } from "../../stats/answer.ts";
import type { Share } from "../shrink/shares.ts";
import type { Segment } from "./rank.ts";
import type { FocusRequest, Good } from "./request.ts";

export interface LabelledSegment extends Segment {
  readonly labels: Readonly<Record<string, string>>;
  /** The rest of small segments, not one of its own. */
  readonly isOther: boolean;
}

/** An answer by day and group, turned into one series per group. */
export function toSegments({ rows }: StatsAnswer, { group_by, good }: FocusRequest): LabelledSegment[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(group_by.map((name) => row[name])));
  return [...groups.values()].flatMap((own) => {
    const first = own[0];
    return first ? [toSegment(first, own, group_by, good)] : [];
  });
}

/**
 * Good leads among new submissions. Follow-ups and own tests say nothing about where a segment's traffic is worth
 * having; bots and blocked senders do, because somebody paid for them.
 */
export function toShare(cell: Totals, good: Good): Share {
  // A restored submission may lie outside the range of its original and leave a negative count behind.
  const trials = Math.max(0, cell.primary + cell.bot + cell.blocked);
  const hits = good === "hot" ? cell.hot_count : cell.primary - cell.suspicious_count;
  return { trials, hits: Math.min(trials, Math.max(0, hits)) };
}

function toSegment(
  first: Row,
  rows: readonly Row[],
  groupBy: FocusRequest["group_by"],
  good: Good,
): LabelledSegment {
  const labels = Object.fromEntries(groupBy.map((name) => [name, first[name] ?? ""]));
  return {
    labels,
    isOther: Object.values(labels).includes(OTHER),
    buckets: rows.map((row) => toShare(row, good)),
  };
}
