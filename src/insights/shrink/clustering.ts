import { toSum } from "../math/sums.ts";
import type { Share } from "./shares.ts";

/**
 * How alike the trials of one cluster (a segment's day) are: the intraclass correlation ρ of a beta–binomial, by
 * moments over all clusters, at least 0.
 * J. C. Kleinman (1973), JASA 68, "Proportions with extraneous variance", section 2; ρ as in M. S. Ridout,
 * C. G. B. Demétrio, D. Firth (1999), Biometrics 55, eq. (2).
 * @param segments per segment, its clusters
 */
export function toIntraclass(segments: readonly (readonly Share[])[]): number {
  let excess = 0;
  let pairs = 0;
  for (const clusters of segments) {
    const trials = clusters.reduce((sum, share) => sum + share.trials, 0);
    const hits = clusters.reduce((sum, share) => sum + share.hits, 0);
    const p = hits / trials;
    if (!(p > 0 && p < 1)) continue;
    for (const { hits: h, trials: n } of clusters) {
      // The estimated share lies nearer to its own data than the true one; (1 − n / N) undoes that.
      excess += (h - n * p) ** 2 / (p * (1 - p)) - n * (1 - n / trials);
      pairs += n * (n - 1);
    }
  }
  return pairs > 0 ? Math.min(1, Math.max(0, excess / pairs)) : 0;
}

/**
 * Trials of a clustered sample that are worth one independent trial: 1 + ρ (Σ n² / Σ n − 1).
 * L. Kish (1965), Survey Sampling, section 5.4, for clusters of unequal size.
 */
export function toDesignEffect(sizes: readonly number[], intraclass: number): number {
  const trials = toSum(sizes);
  const squares = sizes.reduce((sum, n) => sum + n * n, 0);
  return trials > 0 ? 1 + intraclass * Math.max(0, squares / trials - 1) : 1;
}
