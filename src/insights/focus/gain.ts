import type { Estimate } from "../shrink/estimate.ts";
import type { GammaLaw } from "../shrink/rates.ts";
import { type BetaLaw, toMoments } from "../shrink/shares.ts";
import type { Volume } from "./volume.ts";

/** Part of the smaller volume, a segment's own or that elsewhere, whose change to the better rate is valued. */
const SHIFT = 0.2;
/** A gain is stated per this many days. */
const GAIN_DAYS = 7;
/** Two-sided quantile of the standard normal at the level of every interval. */
const Z = 1.6448536269514722;

export interface Gain extends Estimate {
  /** The smaller volume, of which a fifth is valued: no more can be taken from there, or given to there. */
  readonly of: "own" | "elsewhere";
}

/**
 * Good leads gained in a week when a fifth of the smaller volume has the better of the two rates. Volume times distance;
 * the two are independent, so means multiply and variances combine.
 */
export function toGain(law: GammaLaw, elsewhere: Volume, own: BetaLaw, rest: BetaLaw): Gain {
  const volume = { mean: law.shape / law.rate, variance: law.shape / law.rate ** 2 };
  const of = volume.mean <= elsewhere.mean ? "own" : "elsewhere";
  const { mean: amount, variance } = of === "own" ? volume : elsewhere;
  const scale = SHIFT * GAIN_DAYS;
  const [one, other] = [toMoments(own), toMoments(rest)];
  const distance = one.mean - other.mean;
  const distanceVariance = one.deviation ** 2 + other.deviation ** 2;
  const spread = Math.sqrt(
    amount ** 2 * distanceVariance + distance ** 2 * variance + variance * distanceVariance,
  );
  const value = Math.abs(distance) * amount * scale;
  return { of, value, low: value - Z * spread * scale, high: value + Z * spread * scale };
}
