import type * as z from "zod";
import { Problem } from "../domain/errors.ts";
import { PeriodError, type Range, toRange } from "../domain/period.ts";
import type { PERIOD_FIELDS } from "./request.ts";

/** A period as a caller put it. */
export type AskedPeriod = {
  readonly [F in keyof typeof PERIOD_FIELDS]?: z.output<(typeof PERIOD_FIELDS)[F]> | undefined;
};

/**
 * The range that a caller's period means in a zone.
 * @param defaultDays calendar days where none are named
 * @param now epoch seconds
 * @throws Problem `invalid_parameter`
 */
export function readRange(asked: AskedPeriod, defaultDays: number, timezone: string, now: number): Range {
  const { period, days = defaultDays, from, to } = asked;
  try {
    if (period !== undefined) return toRange({ name: period }, timezone, now);
    if (from === undefined) return toRange({ days }, timezone, now);
    return toRange(to === undefined ? { from } : { from, to }, timezone, now);
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error;
    const { field, message } = error;
    throw new Problem("invalid_parameter", message, { errors: [{ field, message }] });
  }
}
