import { toSum } from "../math/sums.ts";
import { type TimesDay, type TimesModel, toTimesModel } from "./model.ts";
import { toEvidence } from "./profile.ts";
import { toRecentRate } from "./recent-rate.ts";
import { toBestWindows, toCells, toChoice, toScores } from "./windows.ts";

/** Weeks a model needs, and leads in them. */
export const MIN_WEEKS = 4;
export const MIN_LEADS = 100;
/** The best windows are followed until they cover so many hours of the week. */
const CHOSEN_HOURS = 10;

/** What was said of chosen hours of one week, and what came of it. */
export interface WeekTest {
  /** Leads in the hours chosen for volume; claimed as a share of what the week brought. */
  readonly volume: { readonly claimed: number; readonly delivered: number };
  /** Good leads among the submissions in the hours chosen for quality. */
  readonly quality: {
    /** As it was put then, at the level of the days before. */
    readonly claimed: number;
    /** Claimed relative to the whole week, given how good the week was. */
    readonly claimedOfWeek: number;
    readonly delivered: number;
    /** What as many submissions of the whole week brought. */
    readonly all: number;
    readonly trials: number;
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
): WeekTest[] {
  const weeks = Math.floor(days.length / 7);
  return Array.from({ length: Math.max(0, weeks - MIN_WEEKS) }, (_, at) => at + MIN_WEEKS).flatMap((week) => {
    const before = days.slice(7 * Math.max(0, week - most), 7 * week);
    const after = toGrid(days.slice(7 * week, 7 * week + 7), slots);
    const isThin = toSum(before.flatMap(({ leads }) => leads)) < MIN_LEADS;
    return isThin || toSum(after.leads) === 0 || toSum(after.trials) === 0
      ? []
      : [toWeekTest(before, after, slots, length)];
  });
}

function toWeekTest(before: readonly TimesDay[], after: Grid, slots: number, length: number): WeekTest {
  const model = toTimesModel(before, slots);
  const busy = toChosen(model, "volume", length);
  const good = toChosen(model, "quality", length);
  const past = toGrid(before, slots);
  const plain = toPlain(past, good.length);
  const rate = toSum(after.hits) / toSum(after.trials);
  const trials = toPicked(after.trials, good);
  const expected = toSum(good.map((cell) => (model.quality[cell] ?? 1) * (after.trials[cell] ?? 0)));
  const plainPast = toPicked(past.trials, plain);
  const plainTrials = toPicked(after.trials, plain);
  return {
    volume: {
      claimed: toPicked(model.volume, busy) * toSum(after.leads),
      delivered: toPicked(after.leads, busy),
    },
    quality: {
      claimed: expected * (toRecentRate(before) ?? 0),
      claimedOfWeek: expected * rate,
      delivered: toPicked(after.hits, good),
      all: rate * trials,
      trials,
    },
    plain: {
      claimed: plainPast > 0 ? (toPicked(past.hits, plain) / plainPast) * plainTrials : 0,
      delivered: toPicked(after.hits, plain),
      trials: plainTrials,
    },
  };
}

/** Cells that the model would choose. */
function toChosen(model: TimesModel, by: "volume" | "quality", length: number): number[] {
  const effects = by === "volume" ? model.volumeEffects : model.qualityEffects;
  const scores = toScores(model[by], model.slots, toEvidence(effects).weekday > 0);
  const windows = toBestWindows(scores, model.slots, length);
  return toCells(toChoice(windows, (CHOSEN_HOURS * model.slots) / 24), model.slots);
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

function toPicked(values: readonly number[], cells: readonly number[]): number {
  return toSum(cells.map((cell) => values[cell] ?? 0));
}
