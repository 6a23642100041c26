/** Questions of every form, with answers that can be drawn and others. */
export const CALLS = {
  days: ["get_lead_stats", { days: 14, compare: "previous" }],
  buckets: ["get_lead_stats", { days: 2, bucket: "30min" }],
  months: ["get_lead_stats", { days: 150, bucket: "month" }],
  rates: ["get_lead_stats", { days: 14, order_by: "bot_rate" }],
  sources: ["get_lead_stats", { days: 28, group_by: ["source"] }],
  ranked: ["get_lead_stats", { days: 28, group_by: ["source"], order_by: "bot_rate", compare: "previous" }],
  pairs: ["get_lead_stats", { days: 28, group_by: ["source", "device"], limit: 20 }],
  heat: ["get_lead_stats", { days: 56, group_by: ["hour", "weekday"] }],
  turned: ["get_lead_stats", { days: 56, group_by: ["weekday", "hour"] }],
  channels: ["get_lead_stats", { days: 14, bucket: "day", group_by: ["channel"], limit: 4 }],
  focus: ["rank_focus_areas", { days: 77, group_by: ["utm_campaign"], good: "hot" }],
  times: ["find_best_times", { filters: [{ dimension: "project", values: ["green-acres"] }] }],
  figure: ["get_lead_stats", { bucket: "none" }],
  cube: ["get_lead_stats", { days: 3, bucket: "day", group_by: ["type", "device"] }],
  nothing: ["rank_focus_areas", { from: "2020-01-01", to: "2020-01-07" }],
} as const satisfies Record<string, readonly [string, Readonly<Record<string, unknown>>]>;
export type Name = keyof typeof CALLS;
