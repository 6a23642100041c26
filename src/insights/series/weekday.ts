import { toMean } from "../math/sums.ts";

const DAYS = 7;
/** How fast older weeks are forgotten: half their weight after five weeks. */
const MEMORY = 0.98;
/** Leads, in units of one dispersion, that a factor of 1 is worth before any are seen: factors vary by about ±30 %. */
const PRIOR_LEADS = 10;

/**
 * How much each weekday brings compared with the mean day: a ratio of discounted sums, drawn towards 1 while there is
 * little to go by (Gamma–Poisson posterior mean; A. C. Harvey, C. Fernandes, 1989, JBES 7, section 2). The seven
 * factors have mean 1.
 */
export interface WeekdayFactors {
  readonly factors: readonly number[];
  /**
   * Learns one day.
   * @param level what a mean day brings around then
   */
  learn(weekday: number, count: number, level: number, dispersion: number): void;
}

export function createWeekdayFactors(): WeekdayFactors {
  const counted = new Array<number>(DAYS).fill(0);
  const expected = new Array<number>(DAYS).fill(0);
  let factors = new Array<number>(DAYS).fill(1);
  return {
    get factors() {
      return factors;
    },
    learn(weekday, count, level, dispersion) {
      for (let day = 0; day < DAYS; day++) {
        counted[day] = MEMORY * (counted[day] ?? 0) + (day === weekday ? count / dispersion : 0);
        expected[day] = MEMORY * (expected[day] ?? 0) + (day === weekday ? level / dispersion : 0);
      }
      const raw = counted.map((sum, day) => (sum + PRIOR_LEADS) / ((expected[day] ?? 0) + PRIOR_LEADS));
      const mean = toMean(raw);
      factors = raw.map((factor) => factor / mean);
    },
  };
}
