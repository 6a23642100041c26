import { toHorizonForecast } from "../forecast/horizon.ts";
import { toNormalCdf } from "../math/normal.ts";
import { toCountedMetric } from "../nouns.ts";
import { toBaseline } from "../series/baseline.ts";
import { toCounted } from "../words.ts";
import type { FindingCandidate } from "./candidate.ts";
import type { FindingPeriod } from "./period.ts";

/** Days of history before a range is expected of a period, and at least twice as many as the period has. */
export const MIN_HISTORY_DAYS = 28;

export interface WeekRange {
  readonly candidate: FindingCandidate;
  /** How an ordinary week is put. */
  readonly ordinary: string;
}

/** The period's primary leads against what its history led to expect; `undefined` with too little of it. */
export function toWeekRange({ days, series, start }: FindingPeriod): WeekRange | undefined {
  const length = days.length - start;
  if (length === 0 || start < Math.max(MIN_HISTORY_DAYS, 2 * length)) return undefined;
  const counts = days.slice(0, start).map(({ primary }) => primary);
  const weekdays = series.weekdays.slice(0, start);
  const { value, low, high, spread } = toHorizonForecast(
    counts,
    weekdays,
    toBaseline(counts, weekdays),
    length,
  );
  const leads = days.slice(start).reduce((sum, { primary }) => sum + primary, 0);
  const distance = (Math.sqrt(leads + 0.25) - Math.sqrt(value + 0.25)) / spread;
  const chance = 2 * toNormalCdf(-Math.abs(distance));
  const counted = `${toCountedMetric(leads, "primary")} in ${toCounted(length, "whole day")}`;
  const expected = `${low} to ${high} expected`;
  const side = leads > value ? "more than the" : "fewer than the";
  const place = leads > high ? "slightly above the" : leads < low ? "slightly below the" : "within the";
  return {
    candidate: {
      chance,
      finding: { kind: "week", sentence: `${counted}, ${side} ${expected} (80 % range).` },
      // What was to be expected is the forecast from the days before.
      asked: { from: series.dates[0], to: series.dates[start - 1] },
    },
    ordinary: `An ordinary period: ${counted}, ${place} ${expected} (80 % range); no value, day or share stands out.`,
  };
}
