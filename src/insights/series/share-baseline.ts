import type { ShareLaw } from "../math/shares.ts";
import type { Share } from "../shrink/shares.ts";

/** Half of a day's weight after two weeks. */
export const DAY_MEMORY = 0.95;
/** A day further out than this many standard deviations counts as if it lay there. */
const CLIP = 3;
/** Hits and misses assumed before any are seen (H. Jeffreys, 1961, Theory of Probability, section 3.10). */
const PRIOR = 0.5;
/** Pairs of trials at the assumed clustering before any are seen. */
const PRIOR_PAIRS = 50;
const PRIOR_INTRACLASS = 0.02;

/** What was to be expected of a day, and what of it is learnt. */
export interface ShareStep {
  readonly law: ShareLaw;
  /** The day itself, pulled in when it lay far out. */
  readonly learnt: Share;
}

/**
 * What share was to be expected of each day, knowing only the days before it: discounted sums, with days far out
 * pulled in before they are learnt (C. P. Farrington et al., 1996, section 3.6). The clustering of a day's trials is
 * learnt alongside (beta–binomial by moments, J. C. Kleinman, 1973, JASA 68), and what is not known about the mean
 * widens the law.
 * @param days or other stretches of equal length
 * @param memory weight that a stretch keeps against the next
 */
export function toShareBaseline(days: readonly Share[], memory = DAY_MEMORY): ShareStep[] {
  let [hits, trials] = [0, 0];
  let excess = PRIOR_PAIRS * PRIOR_INTRACLASS;
  let pairs = PRIOR_PAIRS;
  return days.map((day): ShareStep => {
    const mean = (hits + PRIOR) / (trials + 2 * PRIOR);
    const intraclass = Math.min(0.9, Math.max(0, excess / pairs));
    // Trials of the past are clustered too, so they are worth fewer.
    const worth = trials / (1 + intraclass * Math.max(0, trials * (1 - memory) - 1)) + 2 * PRIOR;
    const law = { mean, intraclass: Math.min(0.95, intraclass + (1 - intraclass) / (worth + 1)) };
    if (day.trials === 0) return { law, learnt: day };
    const variance = mean * (1 - mean);
    const effect = 1 + intraclass * (day.trials - 1);
    const reach = CLIP * Math.sqrt(day.trials * variance * effect) + 1;
    const centre = day.trials * mean;
    const learnt = trials > 0 ? Math.min(centre + reach, Math.max(centre - reach, day.hits)) : day.hits;
    if (trials > 0) {
      excess = memory * excess + (learnt - centre) ** 2 / variance - day.trials;
      pairs = memory * pairs + day.trials * (day.trials - 1);
    }
    hits = memory * hits + learnt;
    trials = memory * trials + day.trials;
    return { law, learnt: { hits: learnt, trials: day.trials } };
  });
}
