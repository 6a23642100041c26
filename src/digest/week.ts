import { addDays, type LocalDate, toMonday } from "../domain/local-date.ts";
import { toDayStart, toIso, toLocalDate } from "../domain/zone.ts";

/** Local hour from which on people are told of the days before. */
const DUE_HOUR = 8;
/** Hours for which it stays due, should it not go out at once. */
const OPEN_HOURS = 24;
const HOUR_S = 3600;

/**
 * The week whose brief is due, by its first day (`2026-11-16`); `undefined` when none is.
 * @param zone IANA zone of the project
 * @param now epoch seconds
 */
export function toDueWeek(zone: string, now: number): string | undefined {
  const today = toLocalDate(zone, now);
  const monday = toMonday(today);
  const dueAt = toMorning(zone, monday);
  if (now < dueAt || now >= dueAt + OPEN_HOURS * HOUR_S) return undefined;
  return toIso(zone, toDayStart(zone, addDays(monday, -7))).slice(0, 10);
}

/** When a day has come so far that people are told of the days before, in epoch seconds. */
export function toMorning(zone: string, date: LocalDate): number {
  return toDayStart(zone, date) + DUE_HOUR * HOUR_S;
}
