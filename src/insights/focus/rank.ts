import { toSamplingEffect } from "../sampling.ts";
import { toIntraclass } from "../shrink/clustering.ts";
import { toDispersions } from "../shrink/dispersion.ts";
import type { Interval } from "../shrink/interval.ts";
import { type GammaLaw, toGammaInterval, toShrunkRates } from "../shrink/rates.ts";
import {
  type BetaLaw,
  type Share,
  toBetaInterval,
  toChanceAbove,
  toMoments,
  toShrunkShares,
} from "../shrink/shares.ts";
import { createRest, isEnough, NONE, toEffective, toTotal } from "./effective.ts";
import { type Measured, toVerdicts, type Verdict } from "./verdict.ts";

/** Part of a segment's volume whose move to or from the rest is valued. */
export const SHIFT = 0.2;
/** A gain is stated per this many days. */
export const GAIN_DAYS = 7;
/** Level of every interval. */
export const LEVEL = 0.9;
/** Two-sided quantile of the standard normal at that level. */
const Z = 1.6448536269514722;
export const MIN_ACTIVE_DAYS = 5;

/** A segment's submissions (`trials`) and good leads (`hits`), bucket by bucket. */
export interface Segment {
  readonly buckets: readonly Share[];
}

export interface Ranked {
  /** Place of the segment in the input. */
  readonly index: number;
  readonly trials: number;
  readonly hits: number;
  readonly rate: Interval;
  /** Share of good leads in everything else. */
  readonly elsewhere: number;
  /** Submissions per day. */
  readonly volume: Interval;
  /** Good leads gained in a week by moving a fifth of the segment's volume the right way. */
  readonly gain: Interval;
  readonly isAbove: boolean;
  /** Chance that the segment lies on the stated side of the rest. */
  readonly confidence: number;
  readonly verdict: Verdict;
}

/**
 * Segments by expected good leads gained, largest first.
 * @param days length of the period in days, so far
 * @param unlisted what was counted outside the segments; it is part of "elsewhere" only
 */
export function toRanking(
  segments: readonly Segment[],
  days: number,
  unlisted: readonly Segment[] = [],
): Ranked[] {
  const intraclass = toIntraclass(segments.map(({ buckets }) => buckets));
  const totals = segments.map(({ buckets }) => toTotal(buckets));
  const effective = segments.map(({ buckets }, index) => toEffective(totals[index], [buckets], intraclass));
  const quality = toShrunkShares(effective);
  const dispersions = toDispersions(segments.map(({ buckets }) => buckets.map(({ trials }) => trials)));
  const volume = toShrunkRates(
    totals.map(({ trials }, index) => {
      const dispersion = Math.max(dispersions[index] ?? 1, toSamplingEffect(totals[index] ?? NONE));
      return { count: trials / dispersion, exposure: days / dispersion };
    }),
  );
  const toRest = createRest(segments, unlisted, intraclass);
  const measured = segments.map(({ buckets }, index): Measured => {
    const own = totals[index] ?? NONE;
    const law = quality[index] ?? { a: 1, b: 1 };
    const rest = toRest(index);
    const isJudged =
      isEnough(own) && rest.isEnough && buckets.filter(({ trials }) => trials > 0).length >= MIN_ACTIVE_DAYS;
    return { index, own, law, rest: rest.law, above: toChanceAbove(law, rest.law), isEnough: isJudged };
  });
  const verdicts = toVerdicts(measured, toRest);
  return measured
    .map(({ index, own, law, rest, above }): Ranked => {
      const volumeLaw = volume[index] ?? { shape: 1, rate: 1 };
      return {
        index,
        ...own,
        rate: toBetaInterval(law, LEVEL),
        elsewhere: toMoments(rest).mean,
        volume: toGammaInterval(volumeLaw, LEVEL),
        gain: toGain(volumeLaw, law, rest),
        isAbove: toMoments(law).mean >= toMoments(rest).mean,
        confidence: Math.max(above, 1 - above),
        verdict: verdicts[index] ?? "watch",
      };
    })
    .sort((one, other) => other.gain.value - one.gain.value || one.index - other.index);
}

/** Volume times distance from the rest; the two are independent, so means multiply and variances combine. */
function toGain(volume: GammaLaw, own: BetaLaw, rest: BetaLaw): Interval {
  const scale = SHIFT * GAIN_DAYS;
  const amount = volume.shape / volume.rate;
  const amountVariance = volume.shape / volume.rate ** 2;
  const [one, other] = [toMoments(own), toMoments(rest)];
  const distance = one.mean - other.mean;
  const distanceVariance = one.deviation ** 2 + other.deviation ** 2;
  const spread = Math.sqrt(
    amount ** 2 * distanceVariance + distance ** 2 * amountVariance + amountVariance * distanceVariance,
  );
  const value = Math.abs(distance) * amount * scale;
  return { value, low: value - Z * spread * scale, high: value + Z * spread * scale };
}
