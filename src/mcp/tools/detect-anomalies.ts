import { INSIGHTS } from "../../insights/catalog.ts";
import { toAnomaliesText } from "../text/anomalies-text.ts";
import { createTool } from "../tool.ts";

export const detectAnomalies = createTool({
  name: "detect_anomalies",
  title: "Anomalies",
  description:
    "Was anything unusual: odd days with too many or too few leads (spike, drop), jumps in bot or suspicious share, silences " +
    "(outage, broken form), for everything and within each project or other dimension, with expected range and odds. " +
    "Why two periods differ is in explain_change, what is usual at an hour in find_best_times.",
  question: INSIGHTS.anomalies.request,
  answer: INSIGHTS.anomalies.answer,
  ask: (input, { insights, principal }) => insights.anomalies(input, principal),
  toText: toAnomaliesText,
});
