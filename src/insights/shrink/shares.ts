import { toBetaI, toBetaQuantile, toLogBeta } from "../math/beta-function.ts";
import { toSum } from "../math/sums.ts";
import type { Estimate } from "./estimate.ts";
import { toGeometric, toWeights } from "./grid.ts";

/** Hits among trials; neither need be whole, because clustered trials count for fewer. */
export interface Share {
  readonly hits: number;
  readonly trials: number;
  /** Sum of the squared sample intervals behind the trials; left out where every event was read. */
  readonly squares?: number;
}

export interface BetaLaw {
  readonly a: number;
  readonly b: number;
}

/** Trials the prior may be worth: from "segments have nothing in common" to "all segments are alike". */
const PRIOR_TRIALS = toGeometric(1, 30_000, 16);

/**
 * Posterior law of each segment's share when shares come from one Beta law whose mean and strength are learnt from
 * all segments (empirical Bayes). The strength κ is not fixed at its best value but averaged over, weighted by its
 * marginal likelihood and the uniform-shrinkage prior p(κ) ∝ n̄ / (κ + n̄)², and the mean's own uncertainty is added;
 * otherwise intervals of few segments come out too short.
 * Beta–binomial: D. A. Griffin, R. Krutchkoff (1971), Biometrika 58; prior and correction: C. L. Christiansen,
 * C. N. Morris (1997), JASA 92, eqs. (2.5) and (3.3); R. E. Kass, D. Steffey (1989), JASA 84, eq. (3.2).
 */
export function toShrunkShares(shares: readonly Share[]): BetaLaw[] {
  const counted = shares.filter(({ trials }) => trials > 0);
  const typical = toMedian(counted.map(({ trials }) => trials));
  const priors = PRIOR_TRIALS.map((trials) => toPrior(counted, trials));
  const weights = toWeights(
    priors.map(({ log, trials }) => log + Math.log(trials) - 2 * Math.log(trials + typical)),
  );
  return shares.map((share) => toMatched(share, priors, weights));
}

export function toBetaEstimate({ a, b }: BetaLaw, level: number): Estimate {
  const tail = (1 - level) / 2;
  return { value: a / (a + b), low: toBetaQuantile(tail, a, b), high: toBetaQuantile(1 - tail, a, b) };
}

/** Nodes and weights of Gauss–Hermite quadrature for a standard normal variable, five points. */
const HERMITE = [
  [0, 8 / 15],
  [Math.sqrt(5 - Math.sqrt(10)), (7 + 2 * Math.sqrt(10)) / 60],
  [-Math.sqrt(5 - Math.sqrt(10)), (7 + 2 * Math.sqrt(10)) / 60],
  [Math.sqrt(5 + Math.sqrt(10)), (7 - 2 * Math.sqrt(10)) / 60],
  [-Math.sqrt(5 + Math.sqrt(10)), (7 - 2 * Math.sqrt(10)) / 60],
] as const;

/** The chance that a share is above another whose law is nearly normal (many trials). */
export function toChanceAbove(one: BetaLaw, other: BetaLaw): number {
  const { mean, deviation } = toMoments(other);
  return HERMITE.reduce(
    (sum, [node, weight]) => sum + weight * (1 - toBetaI(mean + node * deviation, one.a, one.b)),
    0,
  );
}

export function toMoments({ a, b }: BetaLaw): { mean: number; deviation: number } {
  const mean = a / (a + b);
  return { mean, deviation: Math.sqrt((mean * (1 - mean)) / (a + b + 1)) };
}

interface Prior {
  readonly trials: number;
  readonly mean: number;
  readonly meanVariance: number;
  /** Logarithm of the marginal likelihood, the mean integrated out. */
  readonly log: number;
}

function toPrior(shares: readonly Share[], trials: number): Prior {
  const worths = shares.map((share) => (share.trials * trials) / (share.trials + trials));
  const worth = toSum(worths);
  // Half a hit and half a miss keep the mean inside (0, 1), as in Jeffreys' prior.
  const hits = shares.reduce(
    (sum, share, index) => sum + (worths[index] ?? 0) * (share.hits / share.trials),
    0.5,
  );
  const mean = hits / (worth + 1);
  const meanVariance = (mean * (1 - mean)) / (worth + 1);
  const a = mean * trials;
  const b = trials - a;
  const fit = shares.reduce((sum, { hits, trials: n }) => sum + toLogBeta(a + hits, b + n - hits), 0);
  return {
    trials,
    mean,
    meanVariance,
    log: fit - shares.length * toLogBeta(a, b) + Math.log(meanVariance) / 2,
  };
}

/** The Beta law with the mean and variance of the posterior mixed over priors. */
function toMatched(share: Share, priors: readonly Prior[], weights: readonly number[]): BetaLaw {
  const parts = priors.map(({ trials, mean, meanVariance }) => {
    const all = share.trials + trials;
    const centre = (share.hits + trials * mean) / all;
    return { centre, spread: (centre * (1 - centre)) / (all + 1) + (trials / all) ** 2 * meanVariance };
  });
  const mix = (of: (part: { centre: number; spread: number }) => number) =>
    parts.reduce((sum, part, index) => sum + (weights[index] ?? 0) * of(part), 0);
  const centre = mix((part) => part.centre);
  const variance = mix((part) => part.spread + (part.centre - centre) ** 2);
  const strength = Math.max(1, (centre * (1 - centre)) / variance - 1);
  return { a: centre * strength, b: (1 - centre) * strength };
}

function toMedian(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 1;
}
