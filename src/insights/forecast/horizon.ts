import { type Baseline, createRecord } from "../series/baseline.ts";
import type { Estimate } from "../shrink/estimate.ts";

/** Level of the intervals. */
export const LEVEL = 0.8;
const TAIL = (1 - LEVEL) / 2;
/** Normal quantile of that level, where the widths start. */
const START_WIDTH = 1.2816;
const SMALLEST_WIDTH = 0.2;
/** How far one outcome moves a width, for a forecast of one day; less for longer ones, whose outcomes overlap. */
const STEP = 0.3;
const MEMORY = 0.97;
/** Outcomes that the daily dispersion, grown with the square root of the horizon, is worth before any are known. */
const PRIOR_OUTCOMES = 3;
/** Days of history before forecasts are kept to learn from, and before their intervals are. */
const FIRST_ORIGIN = 6;
const FIRST_INTERVAL = 13;

export interface HorizonForecast extends Estimate {
  /** Standard deviation of √(leads + ¼), the scale on which errors are measured. */
  readonly spread: number;
  /** How the same method did on the history itself, each time knowing only what came before. */
  readonly backTest: {
    readonly origins: number;
    readonly within: number;
    readonly error: number;
    /** Of repeating the last week. */
    readonly naiveError: number;
  };
}

/**
 * Leads in the `days` days that begin `gap` days after the series ends, with an 80 % interval. Errors are measured on
 * the square-root scale, where counts have equal spread (F. J. Anscombe, 1948, Biometrika 35), and each end of the
 * interval is moved after every outcome so that it is missed one time in ten, whatever the series does (quantile
 * tracking: I. Gibbs, E. Candès, 2021, NeurIPS, eq. 2; A. Angelopoulos, E. Candès, R. Tibshirani, 2023, eq. 4).
 */
export function toHorizonForecast(
  counts: readonly number[],
  weekdays: readonly number[],
  { origins, steps }: Baseline,
  days: number,
  gap = 0,
): HorizonForecast {
  const reach = gap + days;
  const sumsTo = toRunningSums(counts);
  const record = createRecord();
  const made: { each: number[]; estimate: Estimate; spread: number }[] = [];
  const backTest = { origins: 0, within: 0, error: 0, naiveError: 0 };
  const step = STEP / Math.sqrt(days);
  let [below, above] = [START_WIDTH, START_WIDTH];
  let squares = 0;
  let weight = 0;

  for (const [index, { levels, factors }] of origins.entries()) {
    const past = made[index - reach];
    if (past && index - reach >= FIRST_ORIGIN) {
      const outcome = (sumsTo[index + 1] ?? 0) - (sumsTo[index + 1 - days] ?? 0);
      const { value, low, high } = past.estimate;
      record.learn(past.each, outcome, value);
      squares = MEMORY * squares + 4 * (Math.sqrt(outcome + 0.25) - Math.sqrt(value + 0.25)) ** 2;
      weight = MEMORY * weight + 1;
      if (index - reach >= FIRST_INTERVAL) {
        below = Math.max(SMALLEST_WIDTH, below + step * ((outcome < low ? 1 : 0) - TAIL));
        above = Math.max(SMALLEST_WIDTH, above + step * ((outcome > high ? 1 : 0) - TAIL));
        backTest.origins++;
        if (outcome >= low && outcome <= high) backTest.within++;
        backTest.error += Math.abs(outcome - value);
        backTest.naiveError += Math.abs(outcome - toNaive(counts, index - reach, days, gap));
      }
    }
    const day = weekdays[index] ?? 0;
    let share = 0;
    for (let ahead = gap + 1; ahead <= reach; ahead++) share += factors[(day + ahead) % 7] ?? 1;
    const each = levels.map((level) => level * share);
    const value = record.combine(each);
    const prior = PRIOR_OUTCOMES * (steps[index]?.dispersion ?? 1) * Math.sqrt(days);
    const spread = Math.sqrt(Math.max(1, (squares + prior) / (weight + PRIOR_OUTCOMES))) / 2;
    const root = Math.sqrt(value + 0.25);
    const low = Math.max(0, Math.round(Math.max(0, root - below * spread) ** 2 - 0.25));
    const high = Math.max(low, Math.round((root + above * spread) ** 2 - 0.25));
    made.push({ each, estimate: { value, low, high }, spread });
  }
  const { estimate, spread } = made.at(-1) ?? { estimate: { value: 0, low: 0, high: 0 }, spread: 0.5 };
  return { ...estimate, spread, backTest };
}

/** The last known week over and over, from the day after the origin. */
export function toNaive(counts: readonly number[], origin: number, days: number, gap = 0): number {
  let sum = 0;
  for (let ahead = gap + 1; ahead <= gap + days; ahead++) {
    sum += counts[origin + ahead - 7 * Math.ceil(ahead / 7)] ?? 0;
  }
  return sum;
}

function toRunningSums(counts: readonly number[]): number[] {
  const sums = [0];
  for (const count of counts) sums.push((sums.at(-1) ?? 0) + count);
  return sums;
}
