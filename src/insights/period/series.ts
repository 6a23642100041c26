import type { WholeRow, WholeStatsAnswer } from "../../stats/answer.ts";
import { toBuckets } from "./buckets.ts";

/** Whole days of an answer by day, from the first day with an event on. */
export interface DailySeries {
  /** Local dates, in order, without gaps. */
  readonly dates: readonly string[];
  /** 0 = Monday. */
  readonly weekdays: readonly number[];
  /** Rows of each day, in the order of the answer. */
  readonly rows: readonly (readonly WholeRow[])[];
  /** The last day is still under way. Only where it was asked for. */
  readonly isOpen: boolean;
}

/**
 * The whole days of an answer by day. Days before the first event are left out: nothing says that anybody was
 * listening then.
 * @param withOpen also the day that is under way
 */
export function toDailySeries(answer: WholeStatsAnswer, nowMs: number, withOpen = false): DailySeries {
  const first = answer.quality.first_event;
  const { buckets, rows } = toBuckets(answer, nowMs);
  const isUnderWay = (start: string) =>
    withOpen && Date.parse(start) <= nowMs && Date.parse(start) >= Date.parse(answer.query.from);
  const kept = buckets
    .map((bucket, index) => ({ bucket, rows: rows[index] ?? [] }))
    .filter(({ bucket }) => first !== null && bucket.date >= first.slice(0, 10))
    .filter(({ bucket }) => bucket.isWhole || isUnderWay(bucket.start));
  return {
    dates: kept.map(({ bucket }) => bucket.date),
    weekdays: kept.map(({ bucket }) => bucket.weekday),
    rows: kept.map((one) => one.rows),
    isOpen: kept.at(-1)?.bucket.isWhole === false,
  };
}

/** The days up to and including a date. */
export function toUntil(series: DailySeries, last: string): DailySeries {
  const length = series.dates.filter((date) => date <= last).length;
  const isOpen = series.isOpen && length === series.dates.length;
  return {
    dates: series.dates.slice(0, length),
    weekdays: series.weekdays.slice(0, length),
    rows: series.rows.slice(0, length),
    isOpen,
  };
}
