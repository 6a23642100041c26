import {
  type EventType,
  METRIC_NAMES,
  type Metric,
  RATE_NAMES,
  RATES,
  type Rate,
} from "../domain/dataset.ts";
import type { Interval, RateAnswer, Totals } from "./answer.ts";
import type { Cell } from "./cell.ts";
import { toSquares } from "./counters.ts";

/** Two-sided 95 % quantile of the standard normal distribution. */
export const Z_95 = 1.959964;

/**
 * Wilson score interval of a share.
 * E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22(158).
 * @param share 0 … 1
 * @param n events looked at; need not be whole (effective sample size)
 * @param z two-sided quantile, 95 % by default
 */
export function toWilson(share: number, n: number, z: number = Z_95): { low: number; high: number } {
  const z2 = z * z;
  const centre = (share + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((share * (1 - share)) / n + z2 / (4 * n * n));
  return {
    low: Math.max(0, Math.min(share, centre - half)),
    high: Math.min(1, Math.max(share, centre + half)),
  };
}

/** The counts behind a rate. */
export function toParts(name: Rate, counts: Readonly<Record<Metric, number>>): { of: number; per: number } {
  let of = 0;
  let per = 0;
  for (const metric of RATES[name].of) of += counts[metric];
  for (const metric of RATES[name].per) per += counts[metric];
  return { of, per };
}

/** The share of two counts, from 0 to 1: restored submissions can leave one below zero or above the other. */
export function toShare({ of, per }: { readonly of: number; readonly per: number }): number {
  return Math.min(1, Math.max(0, of / per));
}

/** A cell's metrics with its rates and, where counts are estimates, their intervals. */
export function toTotals(
  metrics: Readonly<Record<Metric, number>>,
  cell: Cell,
  types: readonly EventType[],
): Totals {
  return addTotals({}, metrics, cell, types);
}

/**
 * Adds what {@link toTotals} gives to an object; one object per row, because an answer has thousands. Of a sampled
 * share the effective sample size is (Σw)² / Σw² (L. Kish, "Survey Sampling", 1965, §11.7); a sampled count has the
 * Horvitz–Thompson variance Σ w(w − 1) of independent sampling (1952, JASA 47(260)).
 */
export function addTotals<T extends object>(
  target: T,
  metrics: Readonly<Record<Metric, number>>,
  cell: Cell,
  types: readonly EventType[],
): T & Totals {
  const totals = target as Record<string, unknown>;
  const squares = toSquares(cell.sums, types);
  for (const name of METRIC_NAMES) totals[name] = metrics[name];
  for (const name of RATE_NAMES) totals[name] = toRate(name, metrics, squares);
  if (cell.maxInterval > 1) totals.intervals = toIntervals(metrics, squares);
  return target as T & Totals;
}

function toRate(
  name: Rate,
  metrics: Readonly<Record<Metric, number>>,
  squares: Readonly<Record<Metric, number>>,
): RateAnswer {
  const parts = toParts(name, metrics);
  const { per } = parts;
  // A restored submission may lie outside the range of its original and leave a negative count behind.
  if (per <= 0) return { value: null, low: null, high: null };
  const value = toShare(parts);
  const { per: square } = toParts(name, squares);
  const { low, high } = toWilson(value, square > 0 ? (per * per) / square : per);
  return { value: toRounded(value), low: toRounded(low), high: toRounded(high) };
}

function toIntervals(
  metrics: Readonly<Record<Metric, number>>,
  squares: Readonly<Record<Metric, number>>,
): Record<Metric, Interval> {
  return Object.fromEntries(
    METRIC_NAMES.map((name) => {
      const half = Z_95 * Math.sqrt(Math.max(0, squares[name] - metrics[name]));
      const low = Math.max(0, Math.floor(metrics[name] - half));
      return [name, { low, high: Math.ceil(metrics[name] + half) }];
    }),
  ) as Record<Metric, Interval>;
}

/** A share to four decimals. */
export function toRounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
