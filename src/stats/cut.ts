import { toIso } from "../domain/zone.ts";
import type { Warning } from "./answer.ts";
import { toBucketStarts, toBucketsEnd } from "./buckets.ts";
import type { StatsQuery } from "./query.ts";

/** Which buckets the range counts only in part. What is still to come of an open period is no cut. */
export function toCuts(query: StatsQuery): Warning[] {
  const { range, bucket, timezone, now } = query;
  const { from, to } = range;
  const show = (epochS: number) => toIso(timezone, epochS);
  const [first = from] = toBucketStarts({ ...query, range: { from, to: from + 1 } });
  const last = toBucketStarts({ ...query, range: { from: to - 1, to } }).at(-1);
  const cuts: Warning[] = [];
  if (first < from) {
    const message = `The first bucket, ${show(first)}, is counted only from ${show(from)} on.`;
    cuts.push({ code: "partial_first_bucket", message });
  }
  if (last !== undefined && to <= now && toBucketsEnd(bucket, timezone, last) > to) {
    const message = `The last bucket, ${show(last)}, is counted only up to ${show(to)}.`;
    cuts.push({ code: "partial_last_bucket", message });
  }
  return cuts;
}
