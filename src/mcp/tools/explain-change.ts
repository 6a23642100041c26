import { INSIGHTS } from "../../insights/catalog.ts";
import { toChangeText } from "../text/change-text.ts";
import { createTool } from "../tool.ts";

export const explainChange = createTool({
  name: "explain_change",
  title: "Explained change",
  description:
    "Why a count or rate rose or fell against the days before (growth, decline): the change split over projects, sources, " +
    "campaigns, devices, places and pages, which few values drove it, and whether it is more than chance. " +
    "A single odd day is in detect_anomalies, two periods side by side in get_lead_stats.",
  question: INSIGHTS.changes.request,
  answer: INSIGHTS.changes.answer,
  ask: (input, { insights, principal }) => insights.changes(input, principal),
  listing: {
    limit: "limit",
    count: ({ dimensions }) => Math.max(...dimensions.map(({ values }) => values.length)),
  },
  toText: toChangeText,
});
