import { toBetaI } from "../math/beta-function.ts";
import { toGammaQ } from "../math/gamma-function.ts";

/** A count before and now. */
export interface Moved {
  readonly before: number;
  readonly now: number;
}

/**
 * How much a value's part in the whole changed, as its term of the Jensen–Shannon divergence between the two
 * distributions; 0 when the part is the same.
 * R. Bhagwan et al. (2014), "Adtributor", NSDI, eq. (3).
 */
export function toSurprise(value: Moved, whole: Moved): number {
  const p = toPart(value.before, whole.before);
  const q = toPart(value.now, whole.now);
  const middle = (p + q) / 2;
  return (toTerm(p, p / middle) + toTerm(q, q / middle)) / 2;
}

/**
 * The chance that a value's part in the whole differs so much between two periods when it does not: likelihood ratio
 * of two binomials, divided by the over-dispersion of the value's daily part.
 * S. S. Wilks (1938), Ann. Math. Stat. 9; quasi-likelihood as in P. McCullagh, J. A. Nelder (1989), section 4.5.
 */
export function toPartChance(value: Moved, whole: Moved, dispersion: number): number {
  if (whole.before <= 0 || whole.now <= 0) return 1;
  const part = (value.before + value.now) / (whole.before + whole.now);
  return toChance(
    toCell(value.before, whole.before * part) +
      toCell(value.now, whole.now * part) +
      toCell(whole.before - value.before, whole.before * (1 - part)) +
      toCell(whole.now - value.now, whole.now * (1 - part)),
    dispersion,
  );
}

/**
 * The chance that a count itself differs so much between two equally long periods when nothing changed: of all its
 * events, each is as likely to fall into one as into the other. Counts are divided by their over-dispersion, clustered
 * events count for fewer. Exact where counts are small, both tails.
 * J. Przyborowski, H. Wilenski (1940), Biometrika 31, "Homogeneity of results in testing samples from Poisson series".
 */
export function toCountChance({ before, now }: Moved, dispersion: number): number {
  const [less, more] = [Math.min(before, now) / dispersion, Math.max(before, now) / dispersion];
  return more > 0 ? Math.min(1, 2 * toBetaI(0.5, more, less + 1)) : 1;
}

/** Half the likelihood ratio, as a chance: χ² with one degree of freedom. */
function toChance(half: number, dispersion: number): number {
  return toGammaQ(0.5, Math.max(0, half) / dispersion);
}

function toCell(count: number, expected: number): number {
  return toTerm(count, count / expected);
}

/** How much of the whole a value gained or lost. */
export function toShift(value: Moved, whole: Moved): number {
  return toPart(value.now, whole.now) - toPart(value.before, whole.before);
}

function toPart(count: number, whole: number): number {
  return whole > 0 ? count / whole : 0;
}

function toTerm(count: number, ratio: number): number {
  return count > 0 ? count * Math.log(ratio) : 0;
}
