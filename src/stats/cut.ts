import type { Range } from "../domain/period.ts";
import type { Warning } from "./answer.ts";
import { toBucketStarts, toBucketsEnd } from "./buckets.ts";
import type { StatsQuery } from "./query.ts";
import { toMomentWords } from "./words.ts";

/**
 * Which buckets of the range, and of the one it is compared with, count only in part. What is still to come of an open
 * period is no cut, and the compared one ends alike.
 */
export function toCuts(query: StatsQuery): Warning[] {
  const { range, earlier } = query;
  return [
    ...toRangeCuts(query, range, ""),
    ...(earlier ? toRangeCuts(query, earlier, " of the compared period") : []),
  ];
}

function toRangeCuts(query: StatsQuery, { from, to }: Range, whose: string): Warning[] {
  const { bucket, timezone } = query;
  const show = (epochS: number) => toMomentWords(timezone, epochS);
  const [first = from] = toBucketStarts({ ...query, range: { from, to: from + 1 } });
  const last = toBucketStarts({ ...query, range: { from: to - 1, to } }).at(-1);
  const cuts: Warning[] = [];
  if (first < from) {
    const message = `The first bucket${whose}, ${show(first)}, is counted only from ${show(from)} on.`;
    cuts.push({ code: "partial_first_bucket", message });
  }
  if (last !== undefined && query.range.to <= query.now && toBucketsEnd(bucket, timezone, last) > to) {
    const message = `The last bucket${whose}, ${show(last)}, is counted only before ${show(to)}.`;
    cuts.push({ code: "partial_last_bucket", message });
  }
  return cuts;
}
