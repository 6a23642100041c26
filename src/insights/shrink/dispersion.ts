import { toMean } from "../math/sums.ts";

/** Counts of one segment over equal stretches of time. */
export type Counts = readonly number[];

/** What one segment's own counts say of their variance ÷ mean. */
export interface OwnDispersion {
  readonly phi: number;
  /** Degrees of freedom it rests on; 0 says nothing. */
  readonly freedom: number;
}

/** Weight of the common dispersion in each segment's own, in degrees of freedom. */
const COMMON_FREEDOM = 10;

/**
 * Variance ÷ mean of each segment's counts, at least 1: Pearson's statistic over its degrees of freedom, drawn
 * towards what all segments have in common.
 * P. McCullagh, J. A. Nelder (1989), Generalized Linear Models, 2nd ed., eq. (4.23).
 */
export function toDispersions(segments: readonly Counts[]): number[] {
  return toPooled(segments.map(toPearson));
}

/** Dispersions of several segments, each drawn towards what all have in common; at least 1. */
export function toPooled(own: readonly OwnDispersion[]): number[] {
  const all = own.reduce((sum, { freedom }) => sum + freedom, 0);
  const sum = own.reduce((total, { phi, freedom }) => total + phi * freedom, 0);
  const common = all > 0 ? Math.max(1, sum / all) : 1;
  return own.map(({ phi, freedom }) =>
    Math.max(1, (phi * freedom + COMMON_FREEDOM * common) / (freedom + COMMON_FREEDOM)),
  );
}

function toPearson(counts: Counts): OwnDispersion {
  const mean = toMean(counts);
  const freedom = counts.length - 1;
  if (!(mean > 0 && freedom > 0)) return { phi: 1, freedom: 0 };
  return { phi: counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0) / freedom, freedom };
}
