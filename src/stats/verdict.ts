import type { Change, RateChange, Verdict } from "./answer.ts";
import { type DayCounts, type Dispersion, toT95 } from "./dispersion.ts";
import { toRounded, toWilson } from "./rate.ts";

/** Fewer effective events (events over dispersion) in both ranges together cannot show a change. */
const MIN_EFFECTIVE_EVENTS = 8;

/**
 * How a count moved: quasi-Poisson, the ratio of two counts over equally long ranges on the log scale, its variance
 * φ(1/a + 1/b), Student's t with the degrees of freedom of φ.
 * P. McCullagh, J. A. Nelder (1989), §6.2.
 */
export function toCountChange(now: number, before: number, dispersion: Dispersion | undefined): Change {
  const absolute = now - before;
  const percent = before > 0 ? Math.round((1000 * absolute) / before) / 10 : null;
  if (!dispersion || now < 0 || before < 0 || (now + before) / dispersion.phi < MIN_EFFECTIVE_EVENTS) {
    return { absolute, percent, ratio_low: null, ratio_high: null, verdict: "not enough data" };
  }
  // Half an event on both sides keeps an empty range finite (J. B. S. Haldane, 1956).
  const [a, b] = now === 0 || before === 0 ? [now + 0.5, before + 0.5] : [now, before];
  const half = toT95(dispersion.df) * Math.sqrt(dispersion.phi * (1 / a + 1 / b));
  const low = Math.exp(Math.log(a / b) - half);
  const high = Math.exp(Math.log(a / b) + half);
  return {
    absolute,
    percent,
    ratio_low: toRounded(low),
    ratio_high: toRounded(high),
    verdict: toVerdict(low, high, 1),
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
  const toShare = ({ of, per }: DayCounts) => Math.min(1, Math.max(0, of / per));
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

function toVerdict(low: number, high: number, none: number): Verdict {
  if (low > none) return "up";
  return high < none ? "down" : "no clear change";
}
