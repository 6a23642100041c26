import { toSum } from "../math/sums.ts";
import type { TimesDay } from "./model.ts";

/** Weight that yesterday keeps against today. */
const MEMORY = 0.8;

/** Share of good leads in the last days; `null` without a submission. */
export function toRecentRate(days: readonly TimesDay[]): number | null {
  let [hits, trials] = [0, 0];
  for (const day of days) {
    hits = MEMORY * hits + toSum(day.hits);
    trials = MEMORY * trials + toSum(day.trials);
  }
  return trials > 0 ? hits / trials : null;
}
