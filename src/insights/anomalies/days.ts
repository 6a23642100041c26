import { type CountLaw, toCountQuantile, toLowerTail, toUpperTail } from "../math/counts.ts";
import { type ShareLaw, toShareTail } from "../math/shares.ts";
import { toSum } from "../math/sums.ts";
import { toBaseline } from "../series/baseline.ts";
import { toShareBaseline } from "../series/share-baseline.ts";
import type { Estimate } from "../shrink/estimate.ts";
import type { Share } from "../shrink/shares.ts";

/** Level of the range that was to be expected of a day. */
export const LEVEL = 0.95;
const TAIL = (1 - LEVEL) / 2;
/** Days of history before a day is judged. */
export const MIN_HISTORY_DAYS = 28;
/** Leads in that history; fewer say nothing about a day. */
export const MIN_HISTORY_LEADS = 20;

/** How unusual one day was, or several. */
export interface DaySignal {
  /** The last of its days. */
  readonly index: number;
  readonly days: number;
  readonly direction: "up" | "down";
  readonly observed: number;
  /** For a share, the trials it is of. */
  readonly of: number | undefined;
  /** What was to be expected of it; a share where `of` is given. */
  readonly toExpected: () => Estimate;
  /** Chance of this much or more (less, for down) on such a day. */
  readonly chance: number;
}

/** Both directions of every day from `start` on; of a day under way only the upper one. */
export function toCountSignals(
  counts: readonly number[],
  weekdays: readonly number[],
  start: number,
  isOpen: boolean,
): DaySignal[] {
  const { steps } = toBaseline(counts, weekdays);
  return counts.flatMap((observed, index): DaySignal[] => {
    const step = steps[index];
    if (index < start || !step || !isKnown(counts.slice(0, index))) return [];
    const law: CountLaw = { mean: step.expected, dispersion: step.dispersion };
    const toExpected = () => ({
      value: step.expected,
      low: toCountQuantile(law, TAIL),
      high: toCountQuantile(law, 1 - TAIL),
    });
    const up: DaySignal = {
      index,
      days: 1,
      direction: "up",
      observed,
      of: undefined,
      toExpected,
      chance: toUpperTail(law, observed),
    };
    if (isOpen && index === counts.length - 1) return [up];
    return [up, { ...up, direction: "down", chance: toLowerTail(law, observed) }];
  });
}

/** The upper direction of every day from `start` on: shares of unwanted events. */
export function toShareSignals(days: readonly Share[], start: number): DaySignal[] {
  const steps = toShareBaseline(days);
  return days.flatMap(({ hits, trials }, index): DaySignal[] => {
    const law = steps[index]?.law;
    const before = days.slice(0, index);
    if (index < start || !law || trials === 0 || !isKnown(before.map((day) => day.trials))) return [];
    const chance = toShareTail(law, hits, trials);
    const toExpected = () => ({ value: law.mean, low: 0, high: toShareBound(law, trials) });
    return [{ index, days: 1, direction: "up", observed: hits, of: trials, toExpected, chance }];
  });
}

/** Whether the days before are enough to judge the next one by. */
export function isKnown(history: readonly number[]): boolean {
  return history.length >= MIN_HISTORY_DAYS && toSum(history) >= MIN_HISTORY_LEADS;
}

/** The highest share that was to be expected among so many trials. */
export function toShareBound(law: ShareLaw, trials: number): number {
  let [low, high] = [0, trials + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (toShareTail(law, middle, trials) > TAIL) low = middle;
    else high = middle;
  }
  return low / trials;
}
