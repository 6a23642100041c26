import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { toGoodShare } from "../good.ts";
import { type SegmentRows, toSegmentRows } from "../period/segments.ts";
import type { Segment } from "./rank.ts";
import type { FocusRequest } from "./request.ts";

export type LabelledSegment = Segment & Pick<SegmentRows, "labels" | "isOther">;

/** An answer by day and group, turned into one series per group. */
export function toSegments({ rows }: WholeStatsAnswer, { group_by, good }: FocusRequest): LabelledSegment[] {
  return toSegmentRows([rows], group_by).map(({ labels, isOther, rows: own }) => ({
    labels,
    isOther,
    buckets: own.map((row) => toGoodShare(row, good)),
  }));
}
