/** A question put to a tool, by the words that describe it. */
export type Calls = Readonly<
  Record<string, readonly [tool: string, input: Readonly<Record<string, unknown>>]>
>;

const DATES = { from: "2026-10-19", to: "2026-11-15" };
const DAY = { from: "2026-11-11", to: "2026-11-11" };
const ONE_PROJECT = { filters: [{ dimension: "project", values: ["green-acres"] }] };

/** What assistants ask most. */
export const TYPICAL: Calls = {
  "what is there": ["describe_data", {}],
  "last week": ["get_lead_summary", { period: "last_week" }],
  "last week, one project": ["get_lead_summary", { period: "last_week", ...ONE_PROJECT }],
  "totals of four weeks": ["get_lead_stats", { ...DATES, bucket: "none" }],
  "by day, last week": ["get_lead_stats", { period: "last_week" }],
  "by week": ["get_lead_stats", { ...DATES, bucket: "week" }],
  "by source": ["get_lead_stats", { ...DATES, group_by: ["source"] }],
  "by campaign and device": ["get_lead_stats", { ...DATES, group_by: ["utm_campaign", "device"] }],
  "worst sources": ["get_lead_stats", { ...DATES, group_by: ["source"], order_by: "bot_rate", limit: 5 }],
  "by weekday": ["get_lead_stats", { ...DATES, group_by: ["weekday"] }],
  "against the weeks before": ["get_lead_stats", { ...DATES, bucket: "none", compare: "previous" }],
  "where to spend": ["rank_focus_areas", { ...DATES, group_by: ["utm_campaign"], ...ONE_PROJECT }],
  "which cities": ["rank_focus_areas", { ...DATES, group_by: ["city"] }],
  "when to run ads": ["find_best_times", ONE_PROJECT],
  "why it went up": [
    "explain_change",
    { ...DAY, filters: [{ dimension: "project", values: ["bright-smile"] }] },
  ],
  "bots of a project": [
    "audit_lead_quality",
    { filters: [{ dimension: "project", values: ["scholars-hub"] }] },
  ],
  "bots everywhere": ["audit_lead_quality", DATES],
  "anything unusual": ["detect_anomalies", { from: "2026-10-26", to: "2026-11-08" }],
  "next week": ["forecast_leads", {}],
  "next week, one project": ["forecast_leads", ONE_PROJECT],
};

/** The most that can be asked at once. */
export const LARGE: Calls = {
  "half hours of a day": ["get_lead_stats", { ...DAY, bucket: "30min" }],
  "half hours of two and a half days": [
    "get_lead_stats",
    { from: "2026-11-09", to: "2026-11-11T12:00:00+05:30", bucket: "30min" },
  ],
  "hour by weekday": ["get_lead_stats", { ...DATES, group_by: ["hour", "weekday"] }],
  "days by source": ["get_lead_stats", { ...DATES, bucket: "day", group_by: ["source"] }],
  "ninety days": ["get_lead_stats", { days: 90, bucket: "day" }],
  "days against the days before": ["get_lead_stats", { ...DATES, bucket: "day", compare: "previous" }],
  "cities against before": [
    "get_lead_stats",
    { ...DATES, group_by: ["city"], limit: 40, compare: "previous" },
  ],
  "every city": ["get_lead_stats", { ...DATES, group_by: ["city"], limit: 1000 }],
  "landing pages by content": [
    "get_lead_stats",
    { days: 90, group_by: ["landing_page", "utm_content"], limit: 500 },
  ],
  "every rate by source": [
    "get_lead_stats",
    { ...DATES, group_by: ["source"], metrics: ["total", "actual_rate", "bot_rate", "hot_rate", "vpn_rate"] },
  ],
  "every city ranked": ["rank_focus_areas", { days: 90, group_by: ["city"], limit: 50 }],
  "pairs ranked": ["rank_focus_areas", { days: 90, group_by: ["project", "utm_campaign"], limit: 50 }],
  "every value that moved": ["explain_change", { ...DATES, limit: 50 }],
  "every fact": ["audit_lead_quality", { days: 90, limit: 50 }],
  "every anomaly": ["detect_anomalies", { days: 60, limit: 50 }],
  "half hours to advertise in": ["find_best_times", { bucket: "30min" }],
};

/** Series that no conversation has room for. */
export const TOO_LARGE: Calls = {
  "hours of a week": ["get_lead_stats", { from: "2026-11-09", to: "2026-11-15", bucket: "60min" }],
  "half hours of a month": ["get_lead_stats", { ...DATES, bucket: "30min" }],
};
