import { type TimesDay, type TimesModel, toTimesModel } from "./model.ts";
import { toBestWindows, toCells, toChoice } from "./windows.ts";

/** Weeks a model needs. */
export const MIN_WEEKS = 4;
/** The best windows are followed until they cover so many hours of the week. */
export const CHOSEN_HOURS = 10;

/** What was said of chosen hours, and what came of it, summed over weeks. */
export interface BackTest {
  readonly weeks: number;
  /** Leads in the hours chosen for volume, as a share of the week. */
  readonly volume: { readonly claimed: number; readonly delivered: number };
  /** Good leads among the submissions in the hours chosen for quality; claimed relative to the whole week. */
  readonly quality: {
    readonly claimed: number;
    readonly delivered: number;
    readonly trials: number;
    readonly all: number;
  };
  /** The same for as many hours chosen by plain rate. */
  readonly plain: { readonly claimed: number; readonly delivered: number; readonly trials: number };
}

/**
 * Chooses hours week after week from the weeks before, and counts what they brought in the week that followed.
 * @param days whole weeks, in order
 * @param most weeks a choice rests on at most
 */
export function toBackTest(
  days: readonly TimesDay[],
  slots: number,
  length: number,
  most = Number.POSITIVE_INFINITY,
): BackTest {
  const volume = { claimed: 0, delivered: 0 };
  const quality = { claimed: 0, delivered: 0, trials: 0, all: 0 };
  const plain = { claimed: 0, delivered: 0, trials: 0 };
  let weeks = 0;
  for (let week = MIN_WEEKS; 7 * (week + 1) <= days.length; week++) {
    const before = days.slice(7 * Math.max(0, week - most), 7 * week);
    const after = toGrid(days.slice(7 * week, 7 * week + 7), slots);
    const all = toSum(after.leads);
    const trials = toSum(after.trials);
    if (all === 0 || trials === 0 || toSum(before.flatMap(({ leads }) => leads)) < 100) continue;
    const model = toTimesModel(before, slots);
    weeks++;
    const busy = toChosen(model, "volume", length);
    volume.claimed += toSum(busy.map((cell) => model.volume[cell] ?? 0)) * all;
    volume.delivered += toSum(busy.map((cell) => after.leads[cell] ?? 0));
    const good = toChosen(model, "quality", length);
    const rate = toSum(after.hits) / trials;
    quality.claimed += toSum(
      good.map((cell) => (model.quality[cell] ?? 1) * (after.trials[cell] ?? 0) * rate),
    );
    quality.delivered += toSum(good.map((cell) => after.hits[cell] ?? 0));
    quality.trials += toSum(good.map((cell) => after.trials[cell] ?? 0));
    quality.all += rate * toSum(good.map((cell) => after.trials[cell] ?? 0));
    const past = toGrid(before, slots);
    const ranked = toPlain(past, good.length);
    const inPast = toSum(ranked.map((cell) => past.trials[cell] ?? 0));
    const then = toSum(ranked.map((cell) => after.trials[cell] ?? 0));
    plain.claimed += inPast > 0 ? (toSum(ranked.map((cell) => past.hits[cell] ?? 0)) / inPast) * then : 0;
    plain.delivered += toSum(ranked.map((cell) => after.hits[cell] ?? 0));
    plain.trials += then;
  }
  return { weeks, volume, quality, plain };
}

/** Cells that the model would choose. */
export function toChosen(model: TimesModel, by: "volume" | "quality", length: number): number[] {
  const { slots } = model;
  const windows = toBestWindows(model[by], slots, length);
  return toCells(toChoice(windows, (CHOSEN_HOURS * slots) / 24), slots);
}

interface Grid {
  readonly leads: readonly number[];
  readonly trials: readonly number[];
  readonly hits: readonly number[];
}

function toGrid(days: readonly TimesDay[], slots: number): Grid {
  const toCellSums = (of: (day: TimesDay) => readonly number[]) => {
    const sums = new Array<number>(7 * slots).fill(0);
    for (const day of days) {
      for (const [slot, count] of of(day).entries()) {
        const cell = day.weekday * slots + slot;
        sums[cell] = (sums[cell] ?? 0) + count;
      }
    }
    return sums;
  };
  return {
    leads: toCellSums(({ leads }) => leads),
    trials: toCellSums(({ trials }) => trials),
    hits: toCellSums(({ hits }) => hits),
  };
}

/** The cells with the highest share of good leads, as a spreadsheet would choose them. */
function toPlain({ trials, hits }: Grid, cells: number): number[] {
  const rate = (cell: number) => ((trials[cell] ?? 0) > 0 ? (hits[cell] ?? 0) / (trials[cell] ?? 1) : 0);
  return trials
    .map((_, cell) => cell)
    .sort((one, other) => rate(other) - rate(one) || one - other)
    .slice(0, cells);
}

function toSum(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
