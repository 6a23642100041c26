import { Z_95 } from "./rate.ts";

/** One day's counts: `of` have the property, `per` were looked at. */
export interface DayCounts {
  readonly of: number;
  readonly per: number;
}

/** How much daily counts vary beyond chance. */
export interface Dispersion {
  /** Variance over what a Poisson (or binomial) process would have, at least 1. */
  readonly phi: number;
  /** Degrees of freedom it rests on. */
  readonly df: number;
}

/** Fewer days than this do not show how much days differ. */
export const MIN_DAYS = 14;

/**
 * Pearson estimate of the dispersion of daily counts around the mean of their segment.
 * P. McCullagh, J. A. Nelder, "Generalized Linear Models" (1989), §4.5 and §6.2.
 * @param segments daily counts, one list for every stretch of time that may have a mean of its own
 * @returns `undefined` with fewer than {@link MIN_DAYS} days
 */
export function toCountDispersion(segments: readonly (readonly number[])[]): Dispersion | undefined {
  return toDispersion(segments, (days) => {
    const mean = days.reduce((sum, count) => sum + count, 0) / days.length;
    return mean > 0 ? days.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0) : undefined;
  });
}

/**
 * The same for daily shares, as the design effect of the ratio of two daily sums, so that busy days weigh as much as
 * they do in the total; days on which nothing was looked at say nothing.
 * W. G. Cochran, "Sampling Techniques" (1977), §2.11.
 */
export function toShareDispersion(segments: readonly (readonly DayCounts[])[]): Dispersion | undefined {
  const looked = segments.map((days) => days.filter(({ per }) => per > 0));
  return toDispersion(looked, (days) => {
    const per = days.reduce((sum, day) => sum + day.per, 0);
    const share = days.reduce((sum, day) => sum + day.of, 0) / per;
    if (share <= 0 || share >= 1) return undefined;
    const residuals = days.reduce((sum, day) => sum + (day.of - day.per * share) ** 2, 0);
    return (days.length * residuals) / (per * share * (1 - share));
  });
}

function toDispersion<D>(
  segments: readonly (readonly D[])[],
  toPearson: (days: readonly D[]) => number | undefined,
): Dispersion | undefined {
  let days = 0;
  let pearson = 0;
  let means = 0;
  for (const segment of segments) {
    if (segment.length === 0) continue;
    days += segment.length;
    const part = toPearson(segment);
    if (part === undefined) continue;
    pearson += part;
    means += 1;
  }
  const df = days - means;
  return days >= MIN_DAYS && means > 0 ? { phi: Math.max(1, pearson / df), df } : undefined;
}

/**
 * Two-sided 95 % quantile of Student's t distribution; exact to three digits from 8 degrees of freedom on.
 * M. Abramowitz, I. A. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.5.
 */
export function toT95(df: number): number {
  const z = Z_95;
  return (
    z +
    (z ** 3 + z) / (4 * df) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * df ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * df ** 3)
  );
}
