import { addDays, dayOfWeek } from "../domain/local-date.ts";
import { toDayStart, toIso, toLocalDate } from "../domain/zone.ts";

/** Local hour of a Monday from which on the brief of the week before is due. */
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
  const monday = addDays(today, 1 - dayOfWeek(today));
  const dueAt = toDayStart(zone, monday) + DUE_HOUR * HOUR_S;
  if (now < dueAt || now >= dueAt + OPEN_HOURS * HOUR_S) return undefined;
  return toIso(zone, toDayStart(zone, addDays(monday, -7))).slice(0, 10);
}
