import type * as z from "zod";
import { Problem } from "../../domain/errors.ts";
import {
  type Period as DomainPeriod,
  MAX_DAYS,
  type NamedPeriod,
  PeriodError,
  type Range,
  toRange,
} from "../../domain/period.ts";
import { PERIOD_FIELDS } from "../../stats/request.ts";
import { toShiftedDate } from "./date.ts";

/** A period as a caller put it. */
export type Period = {
  readonly [F in keyof typeof PERIOD_FIELDS]?: z.output<(typeof PERIOD_FIELDS)[F]> | undefined;
};

/** The shared period parameters, with the number of days an insight looks at when none are given. */
export function toPeriodFields(days: number): typeof PERIOD_FIELDS {
  return {
    ...PERIOD_FIELDS,
    days: PERIOD_FIELDS.days.describe(`Calendar days ending with today (default ${days})`),
  };
}

/** The period part of a question; without one, so many days. */
export function toAsked({ period, days, from, to, timezone }: Period, defaultDays: number): Period {
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

/** A period that begins at least so many days before the given one. What is no date is left to the core to refuse. */
export function toLookback(period: Period, days: number, defaultDays: number): Period {
  const { timezone, from, to } = period;
  if (from !== undefined) return { timezone, from: toShiftedDate(from, -days), to };
  const reach =
    period.period === undefined
      ? (period.days ?? defaultDays)
      : (REACH_DAYS[period.period] ?? LONGEST_REACH_DAYS);
  return { timezone, days: Math.min(MAX_DAYS, reach + days) };
}

/**
 * The range of a period in the zone that an answer was given in.
 * @throws Problem `invalid_parameter`
 */
export function readRange(period: Period, defaultDays: number, timezone: string, nowMs: number): Range {
  try {
    return toRange(toDomainPeriod(period, defaultDays), timezone, Math.floor(nowMs / 1000));
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error;
    throw new Problem("invalid_parameter", error.message, {
      errors: [{ field: error.field, message: error.message }],
    });
  }
}

function toDomainPeriod({ period, days, from, to }: Period, defaultDays: number): DomainPeriod {
  if (period !== undefined) return { name: period };
  if (from === undefined) return { days: days ?? defaultDays };
  return to === undefined ? { from } : { from, to };
}

/** About how many days a period spans, at least 1; for choosing how finely it can be asked. */
export function toSpanDays({ period, days, from, to }: Period, defaultDays: number, nowMs: number): number {
  if (period !== undefined) return REACH_DAYS[period] ?? LONGEST_REACH_DAYS;
  if (from === undefined) return days ?? defaultDays;
  // The day of a bare date is included, the moment of a date-time is not.
  const isMoment = to !== undefined && /T/i.test(to);
  const end = (to === undefined ? nowMs : Date.parse(to)) + (isMoment ? 0 : 86_400_000);
  const span = Math.ceil((end - Date.parse(from)) / 86_400_000) + 1;
  return Number.isFinite(span) ? Math.max(1, Math.min(MAX_DAYS, span)) : defaultDays;
}
