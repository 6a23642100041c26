import { toSamplingEffect } from "../sampling.ts";
import { toDispersions } from "../shrink/dispersion.ts";
import { type Exposed, type GammaLaw, toShrunkRates } from "../shrink/rates.ts";
import { toTotal } from "./effective.ts";
import type { Segment } from "./rank.ts";

/** Submissions a day. */
export interface Volume {
  readonly mean: number;
  readonly variance: number;
}

/** Law of each segment's submissions a day. @param days length of the period */
export function toVolumes(segments: readonly Segment[], days: number): GammaLaw[] {
  return toShrunkRates(toExposed(segments, days));
}

/**
 * Submissions a day outside each segment.
 * @param unlisted what was counted outside all of them
 */
export function toVolumesElsewhere(
  laws: readonly GammaLaw[],
  unlisted: readonly Segment[],
  days: number,
): Volume[] {
  const fixed = toExposed(unlisted, days).map(({ count, exposure }) => ({ shape: count, rate: exposure }));
  const all = toSum([...laws, ...fixed]);
  return laws.map((law) => {
    const own = toSum([law]);
    return { mean: all.mean - own.mean, variance: Math.max(0, all.variance - own.variance) };
  });
}

/** Submissions and days, both divided by how much such counts vary. */
function toExposed(segments: readonly Segment[], days: number): Exposed[] {
  const dispersions = toDispersions(segments.map(({ buckets }) => buckets.map(({ trials }) => trials)));
  return segments.map(({ buckets }, index) => {
    const total = toTotal(buckets);
    const dispersion = Math.max(dispersions[index] ?? 1, toSamplingEffect(total));
    return { count: total.trials / dispersion, exposure: days / dispersion };
  });
}

function toSum(laws: readonly GammaLaw[]): Volume {
  return {
    mean: laws.reduce((sum, { shape, rate }) => sum + shape / rate, 0),
    variance: laws.reduce((sum, { shape, rate }) => sum + shape / rate ** 2, 0),
  };
}
