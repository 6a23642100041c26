import type { ForecastAnswer } from "../../insights/forecast/answer.ts";
import { toAmount } from "../../insights/words.ts";
import { WEEKDAYS } from "../../stats/group.ts";
import { toColumns } from "./columns.ts";
import { toInsightText } from "./insight-lines.ts";

/** An answer of `forecast_leads` in compact columns. */
export function toForecastText(answer: ForecastAnswer): string {
  const { query, history, weekday_factors: factors, horizons } = answer;
  return toInsightText(answer, [`counting ${query.metric}`], () => [
    `History: ${history.days} whole days, ${history.total} counted, ${toAmount(history.per_day ?? 0)} a day`,
    toColumns(
      ["next", "from", "to", "expected", "low", "high", "held so far", "error against repeating last week"],
      horizons.map(({ horizon, from, to, expected, low, high, back_test: past }) => [
        horizon,
        from,
        to,
        toAmount(expected),
        `${low}`,
        `${high}`,
        `${past.within} of ${past.origins}`,
        past.error_ratio === null ? "–" : `${past.error_ratio}`,
      ]),
    ),
    `Weekdays against the average day: ${factors.map((factor, day) => `${WEEKDAYS[day]} ${factor}`).join(", ")}`,
  ]);
}
