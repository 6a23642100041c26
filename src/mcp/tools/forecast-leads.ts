import { INSIGHTS } from "../../insights/catalog.ts";
import { toForecastText } from "../text/forecast-text.ts";
import { createTool } from "../tool.ts";

export const forecastLeads = createTool({
  name: "forecast_leads",
  title: "Lead forecast",
  description:
    "How many leads to expect in the next day, week and month (tomorrow, targets, capacity), with an 80 % range, weekday " +
    "factors and how such forecasts did before. Busy hours are in find_best_times, past counts in get_lead_stats.",
  question: INSIGHTS.forecast.request,
  answer: INSIGHTS.forecast.answer,
  ask: (input, { insights, principal }) => insights.forecast(input, principal),
  toText: toForecastText,
});
