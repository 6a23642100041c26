import { fromString as toInstant } from "temporal-polyfill/fns/Instant";
import { create as toDateTime, toZonedDateTime } from "temporal-polyfill/fns/PlainDateTime";
import {
  addDays,
  addMonths,
  diffDays,
  type LocalDate,
  toLocalDateOf,
  toMonday,
  withDayOfMonth,
} from "./local-date.ts";
import { toDayStart, toLocalDate } from "./zone.ts";

/** A resolved stretch of time, half-open, in whole epoch seconds. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Periods that have a name; weeks start on Monday. */
export const NAMED_PERIODS = [
  "today",
  "yesterday",
  "this_week",
  "last_week",
  "this_month",
  "last_month",
] as const;
export type NamedPeriod = (typeof NAMED_PERIODS)[number];

/** How a caller names a stretch of time; `from` and `to` are ISO dates or date-times with offset. */
export type Period =
  | { readonly days: number }
  | { readonly name: NamedPeriod }
  | { readonly from: string; readonly to?: string };

/** Longest period in calendar days that can be asked for. */
export const MAX_DAYS = 3660;

/** A period that makes no sense; `field` is the parameter to repair. */
export class PeriodError extends Error {
  readonly field: "from" | "to";
  constructor(field: "from" | "to", message: string) {
    super(message);
    this.field = field;
  }
}

/**
 * The range a period means in a zone. `days` are calendar days ending with and including today. Dates are whole
 * days in the zone, `to` included; a date-time without offset is read in the zone. Without `to` the range ends
 * with today.
 * @param now epoch seconds
 * @throws PeriodError
 */
export function toRange(period: Period, zone: string, now: number): Range {
  const today = toLocalDate(zone, now);
  const endOfToday = toDayStart(zone, addDays(today, 1));
  if ("days" in period) return toLastDays(period.days, zone, today);
  if ("name" in period) return toNamedRange(period.name, zone, today);
  const from = readMoment("from", period.from, zone, "start");
  const to = period.to === undefined ? endOfToday : readMoment("to", period.to, zone, "end");
  if (to <= from) {
    throw new PeriodError("to", `to (${period.to ?? "today"}) must be later than from (${period.from})`);
  }
  if (diffDays(toLocalDate(zone, from), toLocalDate(zone, to)) > MAX_DAYS) {
    throw new PeriodError("from", `a period spans at most ${MAX_DAYS} days`);
  }
  return { from, to };
}

function toLastDays(days: number, zone: string, today: LocalDate): Range {
  return toDates(zone, addDays(today, 1 - days), addDays(today, 1));
}

function toNamedRange(name: NamedPeriod, zone: string, today: LocalDate): Range {
  const monday = toMonday(today);
  const first = withDayOfMonth(today, 1);
  switch (name) {
    case "today":
      return toLastDays(1, zone, today);
    case "yesterday":
      return toDates(zone, addDays(today, -1), today);
    case "this_week":
      return toDates(zone, monday, addDays(monday, 7));
    case "last_week":
      return toDates(zone, addDays(monday, -7), monday);
    case "this_month":
      return toDates(zone, first, addMonths(first, 1));
    case "last_month":
      return toDates(zone, addMonths(first, -1), first);
  }
}

function toDates(zone: string, from: LocalDate, to: LocalDate): Range {
  return { from: toDayStart(zone, from), to: toDayStart(zone, to) };
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?$/;

function readMoment(field: "from" | "to", text: string, zone: string, edge: "start" | "end"): number {
  try {
    if (DATE.test(text)) {
      const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
      const date = toLocalDateOf(year, month, day);
      return toDayStart(zone, edge === "start" ? date : addDays(date, 1));
    }
    const match = DATE_TIME.exec(text);
    if (match) {
      const [year = 0, month = 0, day = 0, hour, minute, second] = match
        .slice(1, 7)
        .map((part = "0") => Number(part));
      const moment = match[7]
        ? toInstant(text)
        : toZonedDateTime(toDateTime(year, month, day, hour, minute, second), zone);
      return Math.floor(moment.epochMilliseconds / 1000);
    }
  } catch {
    // A well-formed text that names no moment, e.g. 2026-02-30: the same advice helps.
  }
  throw new PeriodError(
    field,
    `${field} must be an ISO date (2026-11-15) or date-time (2026-11-15T09:00:00+05:30), not "${text.slice(0, 40)}"`,
  );
}
