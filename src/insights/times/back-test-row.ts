import { toDigits } from "../words.ts";
import type { TimesAnswer } from "./answer.ts";
import type { WeekTest } from "./back-test.ts";

/** Checks of past weeks, summed for the answer; `null` without one. */
export function toBackTestRow(weeks: readonly WeekTest[]): TimesAnswer["back_test"] {
  if (weeks.length === 0) return null;
  const sum = (of: (week: WeekTest) => number) => weeks.reduce((total, week) => total + of(week), 0);
  const per = (of: (week: WeekTest) => number, below: (week: WeekTest) => number) =>
    sum(below) > 0 ? toDigits(sum(of) / sum(below)) : null;
  return {
    weeks: weeks.length,
    volume: {
      claimed: toDigits(
        sum(({ volume }) => volume.claimed),
        1,
      ),
      delivered: sum(({ volume }) => volume.delivered),
    },
    quality: {
      claimed_rate: per(
        ({ quality }) => quality.claimed,
        ({ quality }) => quality.trials,
      ),
      delivered_rate: per(
        ({ quality }) => quality.delivered,
        ({ quality }) => quality.trials,
      ),
      claimed_index: per(
        ({ quality }) => quality.claimedOfWeek,
        ({ quality }) => quality.all,
      ),
      delivered_index: per(
        ({ quality }) => quality.delivered,
        ({ quality }) => quality.all,
      ),
    },
    plain_rate: {
      claimed_rate: per(
        ({ plain }) => plain.claimed,
        ({ plain }) => plain.trials,
      ),
      delivered_rate: per(
        ({ plain }) => plain.delivered,
        ({ plain }) => plain.trials,
      ),
    },
  };
}
