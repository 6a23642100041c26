import { only } from "./filters.ts";

/** When the examples were asked: a Sunday at noon in India. */
export const EXAMPLE_NOW = Date.parse("2026-11-22T07:12:30Z");

/** One call per tool, with dates that hold the demo agency's planted stories. */
export const EXAMPLE_CALLS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  describe_data: {},
  get_lead_summary: { period: "last_week", ...only({ project: "Green Acres" }) },
  get_lead_stats: {
    ...{ from: "2026-10-19", to: "2026-11-15", group_by: ["source"], order_by: "bot_rate", limit: 5 },
    ...only({ project: "scholars-hub" }),
  },
  rank_focus_areas: {
    ...{ from: "2026-08-31", to: "2026-11-15", group_by: ["utm_campaign"], good: "hot" },
    ...only({ project: "green-acres" }),
  },
  find_best_times: { good: "hot", ...only({ project: "green-acres" }) },
  explain_change: { from: "2026-11-05", to: "2026-11-05", ...only({ project: "bright-smile" }) },
  audit_lead_quality: { ...only({ project: "scholars-hub" }) },
  detect_anomalies: { from: "2026-10-26", to: "2026-11-08" },
  forecast_leads: {},
};
