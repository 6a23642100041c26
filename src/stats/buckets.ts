import { addDays, addMonths, toMonday, withDayOfMonth } from "../domain/local-date.ts";
import type { OffsetSpan } from "../domain/zone.ts";
import { toDayStart, toLocalDate } from "../domain/zone.ts";
import type { StatsQuery } from "./query.ts";
import { type Bucket, MAX_CELLS } from "./request.ts";

/** Seconds of the buckets that are as long as the clock says, whatever the calendar does. */
export const CLOCK_S = { "30min": 1800, "60min": 3600 } as const;

/**
 * Starts of the local buckets that touch the range, in epoch seconds, in order; the first may lie before it.
 * Half hours and hours start at local :00 and :30 in every zone, weeks on Monday; a day is as long as the clock
 * makes it. Empty for `none`. Stops after `MAX_CELLS + 1` buckets.
 */
export function toBucketStarts(query: Pick<StatsQuery, "range" | "bucket" | "timezone" | "spans">): number[] {
  switch (query.bucket) {
    case "none":
      return [];
    case "30min":
    case "60min":
      return toClockStarts(toSpansOf(query), CLOCK_S[query.bucket]);
    default:
      return toCalendarStarts(query.bucket, query);
  }
}

/** The offsets over the range alone. */
function toSpansOf({ range, spans }: Pick<StatsQuery, "range" | "spans">): OffsetSpan[] {
  return spans
    .map(({ from, to, offset }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to), offset }))
    .filter(({ from, to }) => from < to);
}

function toClockStarts(spans: readonly OffsetSpan[], sizeS: number): number[] {
  const starts: number[] = [];
  for (const [index, span] of spans.entries()) {
    const into = modulo(span.from + span.offset, sizeS);
    const first = into === 0 || index === 0 ? span.from - into : span.from - into + sizeS;
    for (let at = first; at < span.to && starts.length <= MAX_CELLS; at += sizeS) starts.push(at);
  }
  return starts;
}

function toCalendarStarts(
  bucket: "day" | "week" | "month",
  { range: { from, to }, timezone, spans }: Pick<StatsQuery, "range" | "timezone" | "spans">,
): number[] {
  let date = toLocalDate(timezone, from);
  if (bucket === "week") date = toMonday(date);
  if (bucket === "month") date = withDayOfMonth(date, 1);
  const starts: number[] = [];
  for (let at = toDayStart(timezone, date); at < to && starts.length <= MAX_CELLS; ) {
    starts.push(at);
    at = toLaterMidnight(at, DAYS[bucket], spans) ?? toBucketsEnd(bucket, timezone, at);
  }
  return starts;
}

const DAYS = { day: 1, week: 7, month: undefined } as const;
const DAY_S = 86_400;

/** A local midnight so many days later, where the clock does not change until then; a calendar is much slower. */
function toLaterMidnight(
  at: number,
  days: number | undefined,
  spans: readonly OffsetSpan[],
): number | undefined {
  const span = spans.find(({ from, to }) => from <= at && at < to);
  if (days === undefined || !span || modulo(at + span.offset, DAY_S) !== 0) return undefined;
  const next = at + days * DAY_S;
  return next < span.to ? next : undefined;
}

/** Index of the last start at or before the moment; -1 when there is none. */
export function toBucketIndex(starts: readonly number[], epochS: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= epochS) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** End of the last bucket: the start of the one after it. */
export function toBucketsEnd(bucket: Bucket, zone: string, lastStart: number): number {
  if (bucket === "30min" || bucket === "60min") return lastStart + CLOCK_S[bucket];
  const date = toLocalDate(zone, lastStart);
  return toDayStart(zone, bucket === "month" ? addMonths(date, 1) : addDays(date, bucket === "week" ? 7 : 1));
}

/** The remainder that is never negative. */
export function modulo(value: number, size: number): number {
  return ((value % size) + size) % size;
}
