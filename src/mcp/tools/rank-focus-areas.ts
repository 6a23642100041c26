import { INSIGHTS } from "../../insights/catalog.ts";
import { toFocusText } from "../text/focus-text.ts";
import { createTool } from "../tool.ts";
import { CHART_URI } from "../view/address.ts";

export const rankFocusAreas = createTool({
  name: "rank_focus_areas",
  title: "Focus areas",
  description:
    "Where attention and budget pay off: segments (sources, campaigns, cities, devices or pairs) ranked by the good leads a " +
    "week that a fifth of the smaller side would bring at the better rate, each with rate, 90 % interval, verdict (scale, fix, watch, ordinary, " +
    "not_enough_data) and reason. Plain counts are in get_lead_stats, causes of bad traffic in audit_lead_quality.",
  question: INSIGHTS.focus.request,
  answer: INSIGHTS.focus.answer,
  view: CHART_URI,
  ask: (input, { insights, principal }) => insights.focus(input, principal),
  listing: { limit: "limit", count: ({ segments }) => segments.length },
  toText: toFocusText,
});
