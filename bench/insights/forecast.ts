import { toHorizonForecast, toNaive } from "../../src/insights/forecast/horizon.ts";
import { toBaseline } from "../../src/insights/series/baseline.ts";
import { createRandom } from "./random.ts";
import type { RealDays } from "./real-series.ts";
import { SKIPPED } from "./real-series.ts";
import type { Result } from "./result.ts";

/** Days of history a forecast gets, as a store that keeps about three months gives. */
const HISTORY_DAYS = 84;
const FIRST_ORIGIN = 28;
const HORIZONS = [
  ["day", 1],
  ["week", 7],
  ["month", 30],
] as const;

/** Forecasts from every day of the real series, and from simulated ones. */
export function benchForecast(real: RealDays | undefined, simulatedDays: number, seed = 3): Result[] {
  const results = HORIZONS.flatMap(([name, days]): Result[] => {
    if (!real) return [{ name: `Forecast of a ${name}, real series`, goal: "", measured: SKIPPED }];
    return toResults(`Forecast of a ${name}, real series`, roll(real.leads, real.weekdays, days));
  });
  const random = createRandom(seed);
  const factors = [1.15, 1.2, 1.1, 1, 0.95, 0.75, 0.85];
  const weekdays = Array.from({ length: simulatedDays }, (_, day) => day % 7);
  const simulated = [
    [3, 1],
    [20, 3],
    [100, 9],
    [400, 10],
  ].map(([mean = 1, dispersion = 1]) =>
    weekdays.map((weekday) => random.count(mean * (factors[weekday] ?? 1), dispersion)),
  );
  const rows = HORIZONS.map(([name, days]): Result => {
    const rolls = simulated.map((counts) => roll(counts, weekdays, days));
    const covered = rolls.map(({ within, origins }) => `${Math.round((100 * within) / origins)} %`);
    return {
      name: `Forecast of a ${name}, simulated steady series (3, 20, 100, 400 leads a day): 80 % intervals`,
      goal: "for comparison",
      measured: covered.join(", "),
    };
  });
  return [...results, ...rows];
}

interface Rolled {
  readonly origins: number;
  readonly within: number;
  readonly error: number;
  readonly naive: number;
}

function roll(counts: readonly number[], weekdays: readonly number[], days: number): Rolled {
  let [origins, within, error, naive] = [0, 0, 0, 0];
  for (let origin = FIRST_ORIGIN - 1; origin + days < counts.length; origin++) {
    const from = Math.max(0, origin + 1 - HISTORY_DAYS);
    const [history, own] = [counts.slice(from, origin + 1), weekdays.slice(from, origin + 1)];
    const { value, low, high } = toHorizonForecast(history, own, toBaseline(history, own), days);
    const outcome = counts.slice(origin + 1, origin + 1 + days).reduce((sum, count) => sum + count, 0);
    origins++;
    if (outcome >= low && outcome <= high) within++;
    error += Math.abs(outcome - value);
    naive += Math.abs(outcome - toNaive(counts, origin, days));
  }
  return { origins, within, error, naive };
}

function toResults(name: string, { origins, within, error, naive }: Rolled): Result[] {
  const covered = within / origins;
  return [
    {
      name: `${name}, ${origins} origins: 80 % intervals that hold`,
      goal: "75–85 %",
      measured: `${(100 * covered).toFixed(1)} %`,
      isMet: covered >= 0.75 && covered <= 0.85,
    },
    {
      name: `${name}: error ÷ that of the seasonal naive forecast`,
      goal: "< 1",
      measured: (error / naive).toFixed(2),
      isMet: error < naive,
    },
  ];
}
