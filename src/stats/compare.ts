import { addDays, diffDays } from "../domain/local-date.ts";
import type { Range } from "../domain/period.ts";
import { isDayStart, toDayStart, toDaysBefore, toLocalDate } from "../domain/zone.ts";
import type { Compare } from "./request.ts";

type Compared = Exclude<Compare, "none">;

/** How many days earlier a range is compared: the fewest that let none of it overlap, or the next whole number of weeks. */
export function toShiftDays({ from, to }: Range, zone: string, compare: Compared): number {
  const touched = diffDays(toLocalDate(zone, from), toLocalDate(zone, to - 1)) + 1;
  const days = touched > 1 && toEarlier(zone, to, touched - 1) <= from ? touched - 1 : touched;
  return compare === "previous" ? days : Math.ceil(days / 7) * 7;
}

/** The same time of the clock so many days before; of the beginning of a day the beginning, whenever that is. */
function toEarlier(zone: string, epochS: number, days: number): number {
  return isDayStart(zone, epochS)
    ? toDayStart(zone, addDays(toLocalDate(zone, epochS), -days))
    : toDaysBefore(zone, epochS, days);
}

/**
 * The range to compare with: at the same times of day, as few days earlier as let it end before the range begins
 * (`previous`), or the next whole number of weeks (`previous_weekday_aligned`). Of a range that is still open only the
 * part that has elapsed, to the minute, is compared. Times of day are those of the clock, also where it changes.
 */
export function toEarlierRange(range: Range, zone: string, compare: Compared, now: number): Range {
  const days = toShiftDays(range, zone, compare);
  const shift = (epochS: number) => toEarlier(zone, epochS, days);
  const isOpen = range.from < now && now < range.to;
  const until = isOpen ? now - (now % 60) : range.to;
  return { from: shift(range.from), to: Math.min(range.from, shift(until)) };
}
