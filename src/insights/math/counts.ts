import { toBetaI } from "./beta-function.ts";
import { toGammaP, toGammaQ } from "./gamma-function.ts";

/**
 * A count with mean μ and variance φ·μ: negative binomial with size μ / (φ − 1), Poisson for φ = 1.
 * J. M. Ver Hoef, P. L. Boveng (2007), Ecology 88(11), on the two ways to model over-dispersion.
 */
export interface CountLaw {
  readonly mean: number;
  /** Variance ÷ mean, at least 1. */
  readonly dispersion: number;
}

/** Below this excess the two laws agree to many digits and the Poisson form is the stable one. */
const POISSON_BELOW = 1 + 1e-6;

/** The chance of `count` or more. */
export function toUpperTail({ mean, dispersion }: CountLaw, count: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  if (dispersion < POISSON_BELOW) return toGammaP(count, mean);
  return toBetaI(1 - 1 / dispersion, count, mean / (dispersion - 1));
}

/** The chance of `count` or fewer. */
export function toLowerTail({ mean, dispersion }: CountLaw, count: number): number {
  if (count < 0) return 0;
  if (mean <= 0) return 1;
  if (dispersion < POISSON_BELOW) return toGammaQ(count + 1, mean);
  return toBetaI(1 / dispersion, mean / (dispersion - 1), count + 1);
}

/** The smallest whole count that is reached or undercut with at least this probability. */
export function toCountQuantile(law: CountLaw, probability: number): number {
  if (law.mean <= 0) return 0;
  let low = -1;
  let high = Math.ceil(law.mean + 10 * Math.sqrt(law.mean * law.dispersion)) + 10;
  while (toLowerTail(law, high) < probability) high *= 2;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (toLowerTail(law, middle) >= probability) high = middle;
    else low = middle;
  }
  return high;
}
