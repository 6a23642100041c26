import { Temporal } from "temporal-polyfill";
import { toLocalDateOf } from "../../src/domain/local-date.ts";
import { toDayStart, toIso } from "../../src/domain/zone.ts";

/** The agency's zone; demo days are calendar days in it. */
export const AGENCY_ZONE = "Asia/Kolkata";

/** The date of first load to keep for later loads: today in the agency's zone, `YYYY-MM-DD`. */
export function toDemoAnchor(now: number): string {
  return toIso(AGENCY_ZONE, now).slice(0, 10);
}

/**
 * Day 0 of the demo calendar: the Monday of the week of first load. Counting from a Monday gives every day number a
 * fixed weekday, so that what happens on a day never depends on when the data was loaded.
 */
export function toDayZero(anchor: string): Temporal.PlainDate {
  const date = Temporal.PlainDate.from(anchor);
  return date.subtract({ days: date.dayOfWeek - 1 });
}

/** The date of a demo day. */
export function toDate(anchor: string, day: number): Temporal.PlainDate {
  return toDayZero(anchor).add({ days: day });
}

/** The number of a date's demo day. */
export function toDayNumber(anchor: string, date: Temporal.PlainDate): number {
  return toDayZero(anchor).until(date, { largestUnit: "day" }).days;
}

/** First second of a demo day, epoch seconds. */
export function toDemoDayStart(anchor: string, day: number): number {
  const date = toDate(anchor, day);
  return toDayStart(AGENCY_ZONE, toLocalDateOf(date.year, date.month, date.day));
}

/** Weekday of a demo day, 0 Monday … 6 Sunday. */
export function toWeekday(day: number): number {
  return ((day % 7) + 7) % 7;
}
