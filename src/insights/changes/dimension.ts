import type { Dimension } from "../../domain/dataset.ts";
import { OTHER } from "../../domain/label.ts";
import { toSegmentRows } from "../period/segments.ts";
import type { DailySeries } from "../period/series.ts";
import {
  type Contribution,
  type MovedShare,
  toCountContribution,
  toRateContribution,
} from "./contributions.ts";
import { type Compared, type DayPart, isRate, toDayPart, toMoved } from "./days.ts";
import { toCountDispersions, toPartDispersions } from "./dispersions.ts";
import type { Candidate } from "./explain.ts";
import type { ChangesRequest } from "./request.ts";
import { toCountChance, toPartChance, toShift, toSurprise } from "./surprise.ts";

/** A value of a dimension, before and now. */
export interface Value {
  readonly label: string;
  readonly moved: MovedShare;
  readonly contribution: Contribution;
  readonly candidate: Candidate;
}

/** The values of the one dimension by which a series was asked for; they add up to its whole. */
export function toValues(
  series: DailySeries,
  name: Dimension,
  { metric }: Pick<ChangesRequest, "metric">,
  compared: Compared,
): Value[] {
  const whole = series.rows.map((rows) => toDayPart(rows, metric));
  const all = toMoved(whole, compared);
  const segments = toSegmentRows(series.rows, [name]).map(({ rows, labels }) => {
    const days = rows.map((row) => toDayPart([row], metric));
    return { label: labels[name] ?? "", days, moved: toMoved(days, compared) };
  });
  const days = segments.map((segment) => segment.days);
  const judged = isRate(metric)
    ? toRatesJudged(segments, all, days, whole, compared)
    : toCountsJudged(segments, all, days, whole, compared);
  const values = segments.flatMap(({ label, moved }, index) => {
    const own = judged[index];
    return own ? [{ label, moved, contribution: own.contribution, judged: own }] : [];
  });
  // What one value wins of the whole another loses, so half of all shifts is what moved.
  const sizes = values.reduce((sum, { judged }) => sum + judged.size, 0) / 2;
  return values.map(({ judged: { surprise, size, chance }, ...value }) => ({
    ...value,
    candidate: {
      surprise,
      part: sizes > 0 ? Math.min(1, size / sizes) : 0,
      chance,
      isOther: value.label === OTHER,
    },
  }));
}

interface Judged {
  readonly contribution: Contribution;
  readonly surprise: number;
  /** How much of the whole it gained or lost. */
  readonly size: number;
  readonly chance: number;
}
type Moving = Pick<Value, "moved">;
type Days = readonly (readonly DayPart[])[];

/**
 * Of a count, both its part in the whole and the count itself have to differ by more than chance: the first alone is
 * also true of whatever stayed as it was while others grew, the second of everything when all grew alike.
 */
function toCountsJudged(
  values: readonly Moving[],
  all: MovedShare,
  days: Days,
  whole: readonly DayPart[],
  compared: Compared,
): Judged[] {
  const counts = toCountDispersions(days, compared);
  const parts = toPartDispersions(toAmong(days, whole, "of"), compared);
  return values.map(({ moved: { hits } }, index) => ({
    contribution: toCountContribution(hits),
    surprise: toSurprise(hits, all.hits),
    size: Math.abs(toShift(hits, all.hits)),
    chance: Math.max(
      toCountChance(hits, counts[index] ?? 1),
      toPartChance(hits, all.hits, parts[index] ?? 1),
    ),
  }));
}

/** Of a rate, the larger of its two parts is what has to be more than chance: the mix, or the value's own rate. */
function toRatesJudged(
  values: readonly Moving[],
  all: MovedShare,
  days: Days,
  whole: readonly DayPart[],
  compared: Compared,
): Judged[] {
  const mixes = toPartDispersions(toAmong(days, whole, "per"), compared);
  const rates = toPartDispersions(days, compared);
  return values.map(({ moved }, index) => {
    const { hits, trials } = moved;
    const contribution = toRateContribution(moved, all);
    const { total, mix, rate } = contribution;
    const chance =
      Math.abs(mix) > Math.abs(rate)
        ? toPartChance(trials, all.trials, mixes[index] ?? 1)
        : toPartChance(hits, trials, rates[index] ?? 1);
    return { contribution, surprise: Math.abs(total), size: 2 * Math.abs(total), chance };
  });
}

/** Each value's days as a part of the whole. */
function toAmong(days: Days, whole: readonly DayPart[], side: keyof DayPart): DayPart[][] {
  return days.map((own) => own.map((day, index) => ({ of: day[side], per: whole[index]?.[side] ?? 0 })));
}
