import { type GapLaw, toGapLaw } from "./gap-law.ts";
import { type Hour, toExpectation } from "./hours.ts";

/** False droughts that one series may cause a month; with N gaps a month a gap may pass with chance this ÷ N. */
const FALSE_PER_MONTH = 0.1;
const HOURS_PER_MONTH = 24 * 30.4;
/** Days since the first lead; with fewer, nights and weekends are no better known than a broken form. */
export const MIN_SILENCE_DAYS = 14;

/** A stretch of hours without a lead. */
export interface Silence {
  /** Index of its first hour. */
  readonly first: number;
  readonly hours: number;
  /** Leads that were to be expected in it. */
  readonly expected: number;
  /** No lead has ended it yet. */
  readonly isOpen: boolean;
  /** Chance that a gap gets this long. */
  readonly chance: number;
}

export interface Silences {
  readonly all: readonly Silence[];
  /** Chance below which a silence is a drought. */
  readonly threshold: number;
  /** Leads to be expected in a silence that is just long enough. */
  readonly alarmAt: number;
}

/**
 * Every stretch of hours without a lead, with the chance that a gap gets that long; gaps are measured in leads to be
 * expected. The chance of each is read from the law of all others.
 * @param hours from the first lead on
 * @returns `undefined` with too few hours or gaps to know
 */
export function toSilences(hours: readonly Hour[]): Silences | undefined {
  if (hours.length < 24 * MIN_SILENCE_DAYS) return undefined;
  const runs = toRuns(hours, toExpectation(hours).past);
  const gaps = runs.closed.map((run) => run.expected);
  const law = toGapLaw(gaps);
  if (!law) return undefined;
  const perMonth = gaps.length / (Math.max(1, hours.length) / HOURS_PER_MONTH);
  const threshold = FALSE_PER_MONTH / perMonth;
  const longest = Math.max(...gaps);
  const all = [...runs.closed, ...runs.open]
    .filter(({ hours: length }) => length > 0)
    .map((run): Silence => {
      // Only a gap far out can hide itself by being part of its own law.
      const isFar = !run.isOpen && run.expected > longest / 2 && law(run.expected) < 20 * threshold;
      const own = isFar ? (toGapLaw(gaps.filter((gap) => gap !== run.expected)) ?? law) : law;
      return { ...run, chance: own(run.expected) };
    });
  return { all, threshold, alarmAt: toLength(law, threshold) };
}

/** The length whose chance is so small. */
function toLength(law: GapLaw, chance: number): number {
  let [low, high] = [0, 1];
  while (law(high) > chance && high < 1e6) high *= 2;
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (law(middle) > chance) low = middle;
    else high = middle;
  }
  return high;
}

type Run = Omit<Silence, "chance">;

function toRuns(hours: readonly Hour[], expected: readonly number[]): { closed: Run[]; open: Run[] } {
  const closed: Run[] = [];
  let run: Run | undefined;
  for (const [index, { count, elapsed }] of hours.entries()) {
    if (count > 0) {
      // What lies before the first lead is no gap: nothing says when it began.
      if (run) closed.push({ ...run, isOpen: false });
      run = { first: index + 1, hours: 0, expected: 0, isOpen: true };
    } else if (run) {
      run = { ...run, hours: run.hours + elapsed, expected: run.expected + (expected[index] ?? 0) };
    }
  }
  return { closed, open: run ? [run] : [] };
}
