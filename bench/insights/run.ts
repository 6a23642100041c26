import { type AnomalySize, benchAnomalies } from "./anomalies.ts";
import { benchChanges } from "./changes.ts";
import { benchFocus } from "./focus.ts";
import { benchForecast } from "./forecast.ts";
import { benchNullChanges } from "./null-changes.ts";
import { benchNullWeeks } from "./null-weeks.ts";
import { readRealLeads, toRealDays } from "./real-series.ts";
import type { Result } from "./result.ts";
import { benchRises } from "./rises.ts";
import { benchTimes } from "./times.ts";

export interface Sizes {
  readonly focus: number;
  readonly times: number;
  readonly anomalies: AnomalySize;
  readonly rises: number;
  readonly changes: number;
  readonly nullChanges: number;
  readonly forecastDays: number;
  readonly nullWeeks: number;
}

/** For every change of the code: seconds. */
export const SHORT: Sizes = {
  focus: 4,
  times: 8,
  anomalies: { dispersions: [1, 4, 10], projects: 1, stepHours: 12, doubled: 300 },
  rises: 20,
  changes: 1,
  nullChanges: 6,
  forecastDays: 300,
  nullWeeks: 200,
};

/** For the table in the README: minutes. */
export const FULL: Sizes = {
  focus: 60,
  times: 40,
  anomalies: { dispersions: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], projects: 4, stepHours: 3, doubled: 1500 },
  rises: 200,
  changes: 15,
  nullChanges: 100,
  forecastDays: 1000,
  nullWeeks: 2000,
};

/** All goals, measured; the same seeds give the same figures. */
export async function runAll(sizes: Sizes): Promise<Result[]> {
  const leads = readRealLeads();
  const real = leads && toRealDays(leads);
  return [
    ...benchFocus(sizes.focus),
    ...benchTimes(real, sizes.times),
    ...benchAnomalies(real, sizes.anomalies),
    ...benchRises(sizes.rises),
    ...(await benchChanges(sizes.changes)),
    ...(await benchNullChanges(sizes.nullChanges)),
    ...benchForecast(real, sizes.forecastDays),
    ...(await benchNullWeeks(sizes.nullWeeks)),
  ];
}
