import { toBetaI, toLogBeta } from "./beta-function.ts";
import { toLogGamma } from "./gamma-function.ts";

/**
 * A share whose trials come in clusters: beta–binomial with mean p and intraclass correlation ρ, binomial for ρ = 0.
 * J. G. Skellam (1948), J. R. Stat. Soc. B 10, eqs. (1)–(4).
 */
export interface ShareLaw {
  readonly mean: number;
  readonly intraclass: number;
}

const BINOMIAL_BELOW = 1e-6;
/** With more trials the binomial part of the spread is negligible and sums would take too long. */
const MOST_TRIALS = 20_000;

/** The chance of `hits` or more among `trials`. */
export function toShareTail({ mean, intraclass }: ShareLaw, hits: number, trials: number): number {
  if (hits <= 0) return 1;
  if (hits > trials || mean <= 0) return 0;
  if (mean >= 1) return 1;
  if (intraclass < BINOMIAL_BELOW) return toBetaI(mean, hits, trials - hits + 1);
  if (trials > MOST_TRIALS) {
    return toShareTail({ mean, intraclass }, Math.ceil((hits * MOST_TRIALS) / trials), MOST_TRIALS);
  }
  const a = (mean * (1 - intraclass)) / intraclass;
  const b = ((1 - mean) * (1 - intraclass)) / intraclass;
  const first = Math.ceil(hits);
  let term = Math.exp(
    toLogGamma(trials + 1) -
      toLogGamma(first + 1) -
      toLogGamma(trials - first + 1) +
      toLogBeta(first + a, trials - first + b) -
      toLogBeta(a, b),
  );
  let sum = term;
  for (let k = first; k < trials; k++) {
    term *= ((trials - k) * (k + a)) / ((k + 1) * (trials - k - 1 + b));
    sum += term;
  }
  return Math.min(1, sum);
}
