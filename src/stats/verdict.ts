import type { Change, RateChange, Verdict } from "./answer.ts";
import { type DayCounts, type Dispersion, toT95 } from "./dispersion.ts";
import { toRounded, toShare, toWilson } from "./rate.ts";

/** Fewer effective events (events over dispersion) in both ranges together cannot show a change. */
const MIN_EFFECTIVE_EVENTS = 8;

/**
 * How a count moved over equally long ranges: of both counts together, the share that is now, as odds. Wilson's interval
 * holds for an empty range, too; the sample size is divided by the daily over-dispersion φ (P. McCullagh, J. A. Nelder,
 * 1989, §6.2), Student's t has the degrees of freedom of φ.
 * J. Przyborowski, H. Wilenski (1940), "Homogeneity of results in testing samples from Poisson series", Biometrika 31.
 */
export function toCountChange(now: number, before: number, dispersion: Dispersion | undefined): Change {
  const absolute = now - before;
  const percent = before > 0 ? Math.round((1000 * absolute) / before) / 10 : null;
  if (!dispersion || now < 0 || before < 0 || (now + before) / dispersion.phi < MIN_EFFECTIVE_EVENTS) {
    return { absolute, percent, ratio_low: null, ratio_high: null, verdict: "not enough data" };
  }
  const both = now + before;
  const { low, high } = toWilson(now / both, both / dispersion.phi, toT95(dispersion.df));
  return {
    absolute,
    percent,
    ratio_low: toOdds(low),
    ratio_high: toOdds(high),
    verdict: toVerdict(low, high, 0.5),
  };
}

/**
 * How a share moved: the difference with the hybrid Wilson interval, method 10 of R. G. Newcombe (1998), "Interval
 * estimation for the difference between independent proportions", Statistics in Medicine 17; sample sizes are divided
 * by the daily over-dispersion.
 */
export function toRateChange(
  now: DayCounts,
  before: DayCounts,
  dispersion: Dispersion | undefined,
): RateChange {
  if (now.per <= 0 || before.per <= 0)
    return { absolute: null, low: null, high: null, verdict: "not enough data" };
  const [p, q] = [toShare(now), toShare(before)];
  const absolute = toRounded(p - q);
  if (!dispersion || (now.per + before.per) / dispersion.phi < 2 * MIN_EFFECTIVE_EVENTS) {
    return { absolute, low: null, high: null, verdict: "not enough data" };
  }
  const t = toT95(dispersion.df);
  const a = toWilson(p, now.per / dispersion.phi, t);
  const b = toWilson(q, before.per / dispersion.phi, t);
  const low = p - q - Math.hypot(p - a.low, b.high - q);
  const high = p - q + Math.hypot(a.high - p, q - b.low);
  return { absolute, low: toRounded(low), high: toRounded(high), verdict: toVerdict(low, high, 0) };
}

/** Without an upper end where there was nothing before. */
function toOdds(share: number): number | null {
  return share < 1 ? toRounded(share / (1 - share)) : null;
}

function toVerdict(low: number, high: number, none: number): Verdict {
  if (low > none) return "up";
  return high < none ? "down" : "no clear change";
}
