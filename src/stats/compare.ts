import { addDays, diffDays } from "../domain/local-date.ts";
import type { Range } from "../domain/period.ts";
import { isDayStart, toDayStart, toDaysBefore, toLocalDate } from "../domain/zone.ts";
import type { Compare } from "./request.ts";

type Compared = Exclude<Compare, "none">;

/** How many days earlier a range is compared: as many as it touches, or the next whole number of weeks. */
export function toShiftDays({ from, to }: Range, zone: string, compare: Compared): number {
  const covered = diffDays(toLocalDate(zone, from), toLocalDate(zone, to - 1)) + 1;
  return compare === "previous" ? covered : Math.ceil(covered / 7) * 7;
}

/**
 * The range to compare with: as many calendar days earlier as the range covers (`previous`), or the next whole number
 * of weeks (`previous_weekday_aligned`). Of a range that is still open only the part that has elapsed, to the minute,
 * is compared.
 */
export function toEarlierRange(range: Range, zone: string, compare: Compared, now: number): Range {
  const days = toShiftDays(range, zone, compare);
  const shift = (epochS: number) =>
    isDayStart(zone, epochS)
      ? toDayStart(zone, addDays(toLocalDate(zone, epochS), -days))
      : toDaysBefore(zone, epochS, days);
  const isOpen = range.from < now && now < range.to;
  const until = isOpen ? now - (now % 60) : range.to;
  return { from: shift(range.from), to: Math.min(range.from, shift(until)) };
}
