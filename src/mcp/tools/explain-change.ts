import { INSIGHTS } from "../../insights/catalog.ts";
import { CONCISE } from "../concise.ts";
import { toChangeText } from "../text/change-text.ts";
import { createTool } from "../tool.ts";

export const explainChange = createTool({
  name: "explain_change",
  title: "Explained change",
  description:
    "Why a count or rate went up or down against the days before: the change split over projects, sources, campaigns, " +
    "devices, places and pages, which few values moved together with it, and whether it is more than chance. " +
    "A single odd day is in detect_anomalies, the two periods side by side in get_lead_stats.",
  question: INSIGHTS.changes.request,
  overrides: CONCISE,
  answer: INSIGHTS.changes.answer,
  ask: (input, { insights, principal }) => insights.changes(input, principal),
  toText: toChangeText,
});
