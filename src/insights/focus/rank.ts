import { toIntraclass } from "../shrink/clustering.ts";
import type { Estimate } from "../shrink/estimate.ts";
import { toGammaEstimate } from "../shrink/rates.ts";
import { type Share, toBetaEstimate, toChanceAbove, toMoments, toShrunkShares } from "../shrink/shares.ts";
import { createRest, isEnough, NONE, toEffective, toTotal } from "./effective.ts";
import { type Gain, toGain } from "./gain.ts";
import { type Measured, toVerdicts, type Verdict } from "./verdict.ts";
import { toVolumes, toVolumesElsewhere } from "./volume.ts";

/** Level of every interval. */
export const LEVEL = 0.9;
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
  readonly rate: Estimate;
  /** Share of good leads in everything else. */
  readonly elsewhere: number;
  /** Submissions per day. */
  readonly volume: Estimate;
  /** Good leads gained in a week when a fifth of the smaller volume has the better of the two rates. */
  readonly gain: Gain;
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
  const volumes = toVolumes(segments, days);
  const volumesElsewhere = toVolumesElsewhere(volumes, unlisted, days);
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
      const volume = volumes[index] ?? { shape: 1, rate: 1 };
      const elsewhere = volumesElsewhere[index] ?? { mean: 0, variance: 0 };
      return {
        index,
        ...own,
        rate: toBetaEstimate(law, LEVEL),
        elsewhere: toMoments(rest).mean,
        volume: toGammaEstimate(volume, LEVEL),
        gain: toGain(volume, elsewhere, law, rest),
        isAbove: toMoments(law).mean >= toMoments(rest).mean,
        confidence: Math.max(above, 1 - above),
        verdict: verdicts[index] ?? "watch",
      };
    })
    .sort((one, other) => other.gain.value - one.gain.value || one.index - other.index);
}
