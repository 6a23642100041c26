import { toGammaQuantile, toLogGamma } from "../math/gamma-function.ts";
import type { Estimate } from "./estimate.ts";
import { toGeometric, toWeights } from "./grid.ts";

/** A count over an exposure (days, hours …), both divided by the dispersion of such counts. */
export interface Exposed {
  readonly count: number;
  readonly exposure: number;
}

export interface GammaLaw {
  readonly shape: number;
  readonly rate: number;
}

/** Shapes the prior may have: from volumes that differ by orders of magnitude to equal ones. */
const SHAPES = toGeometric(0.1, 1000, 13);

/**
 * Posterior law of each segment's volume per unit of exposure when volumes come from one Gamma law learnt from all
 * segments: mean by moments, shape averaged over by marginal (negative binomial) likelihood.
 * C. N. Morris (1983), JASA 78, "Parametric empirical Bayes inference", section 5; C. L. Christiansen, C. N. Morris
 * (1997), JASA 92, eq. (2.5).
 */
export function toShrunkRates(counts: readonly Exposed[]): GammaLaw[] {
  const exposure = counts.reduce((sum, one) => sum + one.exposure, 0);
  const mean = counts.reduce((sum, { count }) => sum + count, 0.5) / exposure;
  const typical = (mean * exposure) / counts.length;
  const weights = toWeights(
    SHAPES.map(
      (shape) => toFit(counts, shape, shape / mean) + Math.log(shape) - 2 * Math.log(shape + typical),
    ),
  );
  const laws = SHAPES.map((shape, index): Prior => {
    const meanVariance = mean ** 2 / (shape * counts.length) + mean / exposure;
    return { shape, rate: shape / mean, meanVariance, weight: weights[index] ?? 0 };
  });
  return counts.map((one) => toMatched(one, laws));
}

export function toGammaEstimate({ shape, rate }: GammaLaw, level: number): Estimate {
  const tail = (1 - level) / 2;
  return {
    value: shape / rate,
    low: toGammaQuantile(tail, shape, rate),
    high: toGammaQuantile(1 - tail, shape, rate),
  };
}

function toFit(counts: readonly Exposed[], shape: number, rate: number): number {
  const fixed = shape * Math.log(rate) - toLogGamma(shape);
  return counts.reduce(
    (sum, { count, exposure }) =>
      sum + fixed + toLogGamma(shape + count) - (shape + count) * Math.log(rate + exposure),
    0,
  );
}

interface Prior extends GammaLaw {
  readonly meanVariance: number;
  readonly weight: number;
}

/** The Gamma law with the mean and variance of the posterior mixed over priors, the prior mean's doubt included. */
function toMatched({ count, exposure }: Exposed, priors: readonly Prior[]): GammaLaw {
  const parts = priors.map(({ shape, rate, meanVariance, weight }) => {
    const all = rate + exposure;
    const spread = (shape + count) / all ** 2 + (rate / all) ** 2 * meanVariance;
    return { centre: (shape + count) / all, spread, weight };
  });
  const centre = parts.reduce((sum, part) => sum + part.weight * part.centre, 0);
  const variance = parts.reduce(
    (sum, part) => sum + part.weight * (part.spread + (part.centre - centre) ** 2),
    0,
  );
  return { shape: centre ** 2 / variance, rate: centre / variance };
}
