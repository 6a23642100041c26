import { type Metric, RATES, type Rate } from "../../domain/dataset.ts";
import type { WholeRow } from "../../stats/answer.ts";
import type { DayCounts } from "../../stats/dispersion.ts";
import { toParts } from "../../stats/rate.ts";
import { toShiftedDate } from "../period/date.ts";
import type { DailySeries } from "../period/series.ts";
import type { MovedShare } from "./contributions.ts";

/** Which days of a series are looked at, and which they are compared with. */
export interface Compared {
  readonly now: readonly number[];
  readonly before: readonly number[];
  /** Other days, before both. */
  readonly history: readonly number[];
}

/**
 * The whole days between two dates, and as many that lie a number of days earlier; days whose counterpart is missing
 * are left out on both sides.
 * @param last included
 */
export function toCompared({ dates }: DailySeries, first: string, last: string, shiftDays: number): Compared {
  const at = new Map(dates.map((date, index) => [date, index]));
  const pairs = dates.flatMap((date, now) => {
    const before = date >= first && date <= last ? at.get(toShiftedDate(date, -shiftDays)) : undefined;
    return before === undefined ? [] : [{ now, before }];
  });
  const firstBefore = pairs[0]?.before ?? 0;
  return {
    now: pairs.map(({ now }) => now),
    before: pairs.map(({ before }) => before),
    history: dates.map((_, index) => index).filter((index) => index < firstBefore),
  };
}

/** Events that count for a metric; of a rate, those with the property among those looked at. */
export type DayPart = DayCounts;

/** Counts of a rate's two sides, or of a count twice. A negative rest of a restored submission becomes 0. */
export function toDayPart(rows: readonly WholeRow[], metric: Metric | Rate): DayPart {
  const sum = (of: (row: WholeRow) => number) =>
    Math.max(
      0,
      rows.reduce((total, row) => total + of(row), 0),
    );
  if (isRate(metric)) {
    const per = sum((row) => toParts(metric, row).per);
    return {
      of: Math.min(
        per,
        sum((row) => toParts(metric, row).of),
      ),
      per,
    };
  }
  const count = sum((row) => row[metric]);
  return { of: count, per: count };
}

export function isRate(metric: Metric | Rate): metric is Rate {
  return metric in RATES;
}

/** The same on both sides of a comparison. */
export function toMoved(days: readonly DayPart[], { now, before }: Compared): MovedShare {
  const sum = (indices: readonly number[], of: (day: DayPart) => number) =>
    indices.reduce((total, index) => total + (days[index] ? of(days[index]) : 0), 0);
  return {
    hits: { before: sum(before, (day) => day.of), now: sum(now, (day) => day.of) },
    trials: { before: sum(before, (day) => day.per), now: sum(now, (day) => day.per) },
  };
}
