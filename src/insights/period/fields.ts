import { MAX_DAYS, type NamedPeriod, type Range } from "../../domain/period.ts";
import { type AskedPeriod, readRange as readRangeAt } from "../../stats/period.ts";
import { PERIOD_FIELDS } from "../../stats/request.ts";
import { toShiftedDate } from "./date.ts";

/** The shared period parameters, with the number of days an insight looks at when none are given. */
export function toPeriodFields(days: number): typeof PERIOD_FIELDS {
  return {
    ...PERIOD_FIELDS,
    days: PERIOD_FIELDS.days.describe(`Calendar days ending with today (default ${days})`),
  };
}

/** The period part of a question; without one, so many days. */
export function toAsked({ period, days, from, to, timezone }: AskedPeriod, defaultDays: number): AskedPeriod {
  if (period !== undefined) return { period, timezone };
  return { timezone, ...(from === undefined ? { days: days ?? defaultDays } : { from, to }) };
}

/** How many days back from today a named period can begin, today included; no name reaches further than last month. */
const REACH_DAYS: Partial<Record<NamedPeriod, number>> = {
  today: 1,
  yesterday: 2,
  this_week: 7,
  last_week: 14,
  this_month: 31,
};
const LONGEST_REACH_DAYS = 62;

/**
 * A period that begins so many whole days before the given one, or as many as the longest period has room for. What is
 * no date is left to the core to refuse.
 * @param nowMs where a period without an end ends
 */
export function toLookback(
  asked: AskedPeriod,
  days: number,
  defaultDays: number,
  nowMs: number,
): AskedPeriod {
  const { timezone, from, to } = asked;
  const span = toSpanDays(asked, defaultDays, nowMs);
  const back = Math.min(days, MAX_DAYS - span);
  if (from === undefined) return { timezone, days: span + back };
  // An offset may be another one back then; the date alone is midnight in the zone.
  return { timezone, from: toShiftedDate(from.slice(0, 10), -back), to };
}

/**
 * The range of a period in the zone that an answer was given in.
 * @throws Problem `invalid_parameter`
 */
export function readRange(asked: AskedPeriod, defaultDays: number, timezone: string, nowMs: number): Range {
  return readRangeAt(asked, defaultDays, timezone, Math.floor(nowMs / 1000));
}

/** About how many days a period spans, at least 1; for choosing how finely it can be asked. */
export function toSpanDays(
  { period, days, from, to }: AskedPeriod,
  defaultDays: number,
  nowMs: number,
): number {
  if (period !== undefined) return REACH_DAYS[period] ?? LONGEST_REACH_DAYS;
  if (from === undefined) return days ?? defaultDays;
  // The day of a bare date is included, the moment of a date-time is not.
  const isMoment = to !== undefined && /T/i.test(to);
  const end = (to === undefined ? nowMs : Date.parse(to)) + (isMoment ? 0 : 86_400_000);
  const span = Math.ceil((end - Date.parse(from)) / 86_400_000) + 1;
  return Number.isFinite(span) ? Math.max(1, Math.min(MAX_DAYS, span)) : defaultDays;
}
