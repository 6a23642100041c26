import { type Metric, RATE_NAMES, RATES, type Rate } from "../domain/dataset.ts";
import type { RateAnswer, Totals } from "./answer.ts";
import type { Cell } from "./cell.ts";

/** Two-sided 95 % quantile of the standard normal distribution. */
const Z_95 = 1.959964;

/**
 * Wilson score interval of a share, 95 %.
 * E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22(158).
 * @param count events that have the property, 0 … n
 * @param n events looked at; need not be whole (effective sample size)
 */
export function toWilson(count: number, n: number): { low: number; high: number } {
  const p = count / n;
  const z2 = Z_95 * Z_95;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { low: Math.max(0, Math.min(p, centre - half)), high: Math.min(1, Math.max(p, centre + half)) };
}

/**
 * A cell's metrics with its rates. Sampled cells have fewer independent events than they count, so their intervals
 * are as wide as the rows that were read allow.
 */
export function toTotals(metrics: Readonly<Record<Metric, number>>, cell: Cell): Totals {
  const weight = cell.sums.weight ?? 0;
  const readShare = weight > 0 ? Math.min(1, (cell.sums.rows_read ?? 0) / weight) : 1;
  const rates = Object.fromEntries(
    RATE_NAMES.map((name) => [name, toRate(name, metrics, readShare)]),
  ) as Record<Rate, RateAnswer>;
  return { ...metrics, ...rates };
}

function toRate(name: Rate, metrics: Readonly<Record<Metric, number>>, readShare: number): RateAnswer {
  const sum = (names: readonly Metric[]) => names.reduce((total, metric) => total + metrics[metric], 0);
  const count = sum(RATES[name].of);
  const per = sum(RATES[name].per);
  // A restored submission may lie outside the range of its original and leave a negative count behind.
  if (per <= 0) return { value: null, low: null, high: null };
  const value = Math.min(1, Math.max(0, count / per));
  const { low, high } = toWilson(value * per * readShare, per * readShare);
  return { value: toRounded(value), low: toRounded(low), high: toRounded(high) };
}

function toRounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
