import type { Dimension } from "../../domain/dataset.ts";
import { OTHER } from "../../domain/label.ts";
import { toCountDispersion, toShareDispersion } from "../../stats/dispersion.ts";
import { toSegmentRows } from "../period/segments.ts";
import type { DailySeries } from "../period/series.ts";
import {
  type Contribution,
  type MovedShare,
  toCountContribution,
  toRateContribution,
} from "./contributions.ts";
import { type Compared, type DayPart, isRate, toDayPart, toMoved } from "./days.ts";
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

/**
 * The values of one dimension of an answer by day; they add up to the whole.
 * @param whole per day, everything
 */
export function toValues(
  series: DailySeries,
  name: Dimension,
  { metric }: Pick<ChangesRequest, "metric">,
  compared: Compared,
  whole: readonly DayPart[],
): Value[] {
  const all = toMoved(whole, compared);
  const values = toSegmentRows(series.rows, [name]).map(({ rows, labels }) => {
    // An answer by two dimensions has several rows of a value on one day.
    const byDay = Map.groupBy(rows, ({ bucket }) => bucket);
    const days = series.rows.map((day) => toDayPart(byDay.get(day[0]?.bucket) ?? [], metric));
    const moved = toMoved(days, compared);
    const contribution = isRate(metric) ? toRateContribution(moved, all) : toCountContribution(moved.hits);
    const judged = isRate(metric)
      ? toRateJudged(moved, contribution, all, days, whole, compared)
      : {
          surprise: toSurprise(moved.hits, all.hits),
          size: Math.abs(toShift(moved.hits, all.hits)),
          chance: toCountJudged(moved, all, days, whole, compared),
        };
    return { label: labels[name] ?? "", moved, contribution, judged };
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

/**
 * Of a count, both its part in the whole and the count itself have to differ by more than chance: the first alone is
 * also true of whatever stayed as it was while others grew, the second of everything when all grew alike.
 */
function toCountJudged(
  { hits }: MovedShare,
  all: MovedShare,
  days: readonly DayPart[],
  whole: readonly DayPart[],
  compared: Compared,
): number {
  const { now, before, history } = compared;
  const toCounts = (indices: readonly number[]) => indices.map((index) => days[index]?.of ?? 0);
  const own = toCountDispersion([toCounts(history), toCounts(before), toCounts(now)])?.phi ?? 1;
  return Math.max(
    toCountChance(hits, own),
    toPartChance(hits, all.hits, toDispersion(days, whole, compared, "of")),
  );
}

/** Of a rate, the larger of its two parts is what has to be more than chance: the mix, or the value's own rate. */
function toRateJudged(
  { hits, trials }: MovedShare,
  { total, mix, rate }: Contribution,
  all: MovedShare,
  days: readonly DayPart[],
  whole: readonly DayPart[],
  compared: Compared,
) {
  const chance =
    Math.abs(mix) > Math.abs(rate)
      ? toPartChance(trials, all.trials, toDispersion(days, whole, compared, "per"))
      : toPartChance(hits, trials, toDispersion(days, days, compared, "of"));
  return { surprise: Math.abs(total), size: 2 * Math.abs(total), chance };
}

/** How much the daily part of a value in a whole varies beyond chance. */
function toDispersion(
  days: readonly DayPart[],
  whole: readonly DayPart[],
  { now, before, history }: Compared,
  side: keyof DayPart,
): number {
  const toPart = (index: number) => ({
    of: days[index]?.[side] ?? 0,
    per: whole[index]?.[whole === days ? "per" : side] ?? 0,
  });
  const found = toShareDispersion([history.map(toPart), before.map(toPart), now.map(toPart)]);
  return found?.phi ?? 1;
}
