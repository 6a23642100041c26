import { INSIGHTS } from "../../insights/catalog.ts";
import { toTimesText } from "../text/times-text.ts";
import { createTool } from "../tool.ts";
import { CHART_URI } from "../view/address.ts";

export const findBestTimes = createTool({
  name: "find_best_times",
  title: "Best times",
  description:
    "When leads come and when they are good: best and quiet hours and weekdays to run ads or answer the phone, by volume and " +
    "by quality, how far that repeats, and leads to expect per hour for staffing. " +
    "Totals of coming days are in forecast_leads, plain counts per hour in get_lead_stats.",
  question: INSIGHTS.bestTimes.request,
  answer: INSIGHTS.bestTimes.answer,
  view: CHART_URI,
  ask: (input, { insights, principal }) => insights.bestTimes(input, principal),
  toText: toTimesText,
});
