import { toLogGamma } from "../math/gamma-function.ts";
import { toGeometric, toWeights } from "./grid.ts";
import type { GammaLaw } from "./rates.ts";

/** What was counted where so much was to be expected. */
export interface Observed {
  readonly count: number;
  readonly expected: number;
}

/** Strengths of the prior around 1, in expected events: from "anything goes" to "all ratios are 1". */
const STRENGTHS = toGeometric(1, 30_000, 16);

/**
 * Posterior law of count ÷ expected of each group, when ratios come from a Gamma law around 1 whose strength is
 * averaged over by its marginal likelihood and the uniform-shrinkage prior: groups that differ no more than chance
 * allows all come out near 1.
 * W. DuMouchel (1999), The American Statistician 53, eqs. (3)–(6), with one Gamma component; prior as in C. L.
 * Christiansen, C. N. Morris (1997), JASA 92, eq. (2.5).
 * @param dispersion variance ÷ mean of such counts; clustered events count for fewer
 */
export function toShrunkRatios(groups: readonly Observed[], dispersion: number): GammaLaw[] {
  const effective = groups.map(({ count, expected }) => ({
    count: count / dispersion,
    expected: expected / dispersion,
  }));
  const typical = effective.reduce((sum, { expected }) => sum + expected, 0) / Math.max(1, groups.length);
  const weights = toWeights(
    STRENGTHS.map((k) => toFit(effective, k) + Math.log(k) - 2 * Math.log(k + Math.max(typical, 1e-9))),
  );
  return effective.map(({ count, expected }) => {
    const parts = STRENGTHS.map((k) => ({
      centre: (k + count) / (k + expected),
      spread: (k + count) / (k + expected) ** 2,
    }));
    const mix = (of: (part: { centre: number; spread: number }) => number) =>
      parts.reduce((sum, part, index) => sum + (weights[index] ?? 0) * of(part), 0);
    const centre = mix((part) => part.centre);
    const variance = mix((part) => part.spread + (part.centre - centre) ** 2);
    return { shape: centre ** 2 / variance, rate: centre / variance };
  });
}

export function toMean({ shape, rate }: GammaLaw): number {
  return shape / rate;
}

function toFit(groups: readonly Observed[], strength: number): number {
  const fixed = strength * Math.log(strength) - toLogGamma(strength);
  return groups.reduce(
    (sum, { count, expected }) =>
      sum + fixed + toLogGamma(strength + count) - (strength + count) * Math.log(strength + expected),
    0,
  );
}
