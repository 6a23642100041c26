import { OTHER } from "../../domain/label.ts";
import type { WholeRow, WholeStatsAnswer } from "../../stats/answer.ts";
import { type Good, toGoodShare } from "../good.ts";
import type { Segment } from "./rank.ts";
import type { FocusRequest } from "./request.ts";

export interface LabelledSegment extends Segment {
  readonly labels: Readonly<Record<string, string>>;
  /** The rest of small segments, not one of its own. */
  readonly isOther: boolean;
}

/** An answer by day and group, turned into one series per group. */
export function toSegments({ rows }: WholeStatsAnswer, { group_by, good }: FocusRequest): LabelledSegment[] {
  const groups = Map.groupBy(rows, (row) => JSON.stringify(group_by.map((name) => row[name])));
  return [...groups.values()].flatMap((own) => {
    const first = own[0];
    return first ? [toSegment(first, own, group_by, good)] : [];
  });
}

function toSegment(
  first: WholeRow,
  rows: readonly WholeRow[],
  groupBy: FocusRequest["group_by"],
  good: Good,
): LabelledSegment {
  const labels = Object.fromEntries(groupBy.map((name) => [name, first[name] ?? ""]));
  return {
    labels,
    isOther: Object.values(labels).includes(OTHER),
    buckets: rows.map((row) => toGoodShare(row, good)),
  };
}
