import { toSum } from "../math/sums.ts";
import { createWeekdayFactors } from "./weekday.ts";

/** What was to be expected of a day, knowing only the days before it. */
export interface Step {
  readonly expected: number;
  /** Variance ÷ mean of such days, at least 1. */
  readonly dispersion: number;
}

/** What is known once a day is over. */
export interface Origin {
  /** Leads on a mean day, one estimate per memory in `MEMORIES`. */
  readonly levels: readonly number[];
  /** Per weekday, Monday first; mean 1. */
  readonly factors: readonly number[];
}

export interface Baseline {
  readonly steps: readonly Step[];
  readonly origins: readonly Origin[];
}

/** Weight that yesterday keeps against today, from "only the last two days" to "the last three months". */
const MEMORIES: readonly number[] = [0.4, 0.6, 0.8, 0.9, 0.97, 0.99];
/** Days before outliers can be told. */
const WARM_UP_DAYS = 14;
/** A day further out than this many standard deviations counts as if it lay there. */
const CLIP = 4;
const DISPERSION_MEMORY = 0.98;
/** Lead counts are over-dispersed; so much is assumed at first, with the weight of so many days. */
const PRIOR_DISPERSION = 2;
const PRIOR_DAYS = 5;
/** Until then weekdays are hardly known and days lie further out than they will; they count the less for it. */
const LEARNT_AFTER_DAYS = 28;
const SMALLEST_EXPECTED = 0.05;

/**
 * Follows a daily series: level and weekday factors as discounted sums (Gamma–Poisson with power discounting, A. C.
 * Harvey, C. Fernandes, 1989, JBES 7, eqs. 2.4 and 2.6), several memories side by side, combined by how well each
 * forecast the days so far (J. M. Bates, C. W. J. Granger, 1969). Days far out are pulled in before they are learnt,
 * so that an outbreak does not hide the next one (the down-weighting of C. P. Farrington et al., 1996, J. R. Stat.
 * Soc. A 159, section 3.6, as a clip after S. Gelper, R. Fried, C. Croux, 2010, J. Forecasting 29, eq. 8).
 * @param weekdays 0 = Monday, one per count
 */
export function toBaseline(counts: readonly number[], weekdays: readonly number[]): Baseline {
  const weekday = createWeekdayFactors();
  const sums = MEMORIES.map(() => ({ counted: 0, expected: 0 }));
  const record = createRecord();
  const steps: Step[] = [];
  const origins: Origin[] = [];
  let dispersion = PRIOR_DISPERSION;
  let dispersionDays = PRIOR_DAYS;

  for (const [index, count] of counts.entries()) {
    const day = weekdays[index] ?? 0;
    const factor = weekday.factors[day] ?? 1;
    const each = sums.map(({ counted, expected }) => (expected > 0 ? (counted / expected) * factor : count));
    const expected = Math.max(SMALLEST_EXPECTED, record.combine(each));
    steps.push({ expected, dispersion });

    const reach = CLIP * Math.sqrt(dispersion * expected);
    const learnt =
      index < WARM_UP_DAYS ? count : Math.min(expected + reach + 1, Math.max(expected - reach, count));
    if (index >= 7) {
      // Few leads in large bursts lie far out by nature; pulling those in would call every burst unusual.
      const most = CLIP ** 2 * dispersion * (1 + dispersion / expected / 4) + 2;
      const pearson = Math.min((count - expected) ** 2 / expected, most);
      const weight = Math.min(1, (index / LEARNT_AFTER_DAYS) ** 2);
      dispersionDays = DISPERSION_MEMORY * dispersionDays + weight;
      dispersion = Math.max(1, dispersion + (weight * (pearson - dispersion)) / dispersionDays);
      record.learn(each, learnt, expected);
    }
    for (const [at, memory] of MEMORIES.entries()) {
      const { counted = 0, expected: before = 0 } = sums[at] ?? {};
      sums[at] = { counted: memory * counted + learnt, expected: memory * before + factor };
    }
    const levels = sums.map((sum) => sum.counted / sum.expected);
    weekday.learn(day, learnt, record.combine(levels), dispersion);
    origins.push({ levels, factors: weekday.factors });
  }
  return { steps, origins };
}

/** Keeps how far off each of several forecasts has been and weighs them by it. */
export interface ForecastRecord {
  combine(forecasts: readonly number[]): number;
  learn(forecasts: readonly number[], outcome: number, expected: number): void;
}

const RECORD_MEMORY = 0.97;
/** A sharp preference for the better forecasts; equal weights for 0. */
const SHARPNESS = 12;
const SMALLEST_ERROR = 0.1;

export function createRecord(): ForecastRecord {
  const errors = MEMORIES.map(() => 0);
  let outcomes = 0;
  return {
    combine(forecasts) {
      const weights = errors.map((error) =>
        outcomes > 0 ? (error / outcomes + SMALLEST_ERROR) ** -SHARPNESS : 1,
      );
      const all = toSum(weights);
      return forecasts.reduce((sum, forecast, at) => sum + (forecast * (weights[at] ?? 0)) / all, 0);
    },
    learn(forecasts, outcome, expected) {
      outcomes = RECORD_MEMORY * outcomes + 1;
      for (const [at, forecast] of forecasts.entries()) {
        const error = Math.abs(outcome - forecast) / Math.sqrt(Math.max(1, expected));
        errors[at] = RECORD_MEMORY * (errors[at] ?? 0) + error;
      }
    },
  };
}
