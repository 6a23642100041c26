import type { Dimension, Metric, Rate } from "../../src/domain/dataset.ts";
import type { DemoProjectId } from "./projects.ts";
import { BEST_CAMPAIGN, BOT_SOURCE, OUTAGE, SPIKE, VPN_COUNTRY, WARM_HOURS } from "./stories.ts";

/** A question to GET /analytics/lead-stats about a planted story; days are demo days, both included. */
export interface DemoQuestion {
  readonly id: string;
  readonly project?: DemoProjectId;
  readonly filter?: { readonly dimension: Exclude<Dimension, "type">; readonly value: string };
  /** What the rows are: buckets of time, or groups over the whole range. */
  readonly by: "day" | "week" | "weekday" | "hour" | Exclude<Dimension, "type">;
  readonly from: number;
  readonly to: number;
  readonly metrics: readonly (Metric | Rate)[];
}

/** First and last day of the eleven whole weeks that every first load contains. */
const ALL = { from: -77, to: -1 } as const;

export const DEMO_QUESTIONS: readonly DemoQuestion[] = [
  {
    id: "bot-source",
    project: BOT_SOURCE.project,
    by: "source",
    ...{ from: -28, to: -1 },
    metrics: ["total", "primary", "bot", "blocked", "bot_rate"],
  },
  {
    id: "bot-source-weeks",
    project: BOT_SOURCE.project,
    filter: { dimension: "source", value: BOT_SOURCE.source },
    by: "week",
    ...ALL,
    metrics: ["total", "primary", "bot", "blocked"],
  },
  {
    id: "best-campaign",
    project: BEST_CAMPAIGN.project,
    by: "utm_campaign",
    ...ALL,
    metrics: ["total", "primary", "hot_count", "hot_rate"],
  },
  { id: "dead-tuesday", by: "day", ...{ from: OUTAGE.day - 8, to: OUTAGE.day + 5 }, metrics: ["total"] },
  { id: "spike", project: SPIKE.project, by: "day", ...{ from: -21, to: -8 }, metrics: ["total"] },
  {
    id: "spike-cause",
    project: SPIKE.project,
    by: "landing_page",
    ...{ from: SPIKE.day, to: SPIKE.day },
    metrics: ["total", "primary"],
  },
  { id: "vpn-country", by: "country", ...ALL, metrics: ["primary", "vpn_count", "vpn_rate"] },
  {
    id: "vpn-country-phones",
    filter: { dimension: "country", value: VPN_COUNTRY.country },
    by: "phone_country",
    ...ALL,
    metrics: ["primary", "vpn_count"],
  },
  {
    id: "ai-growth",
    filter: { dimension: "channel", value: "ai_assistant" },
    by: "week",
    ...ALL,
    metrics: ["total", "primary"],
  },
  {
    id: "warm-weekdays",
    project: WARM_HOURS.project,
    by: "weekday",
    ...ALL,
    metrics: ["primary", "hot_count", "hot_rate"],
  },
  {
    id: "warm-hours",
    project: WARM_HOURS.project,
    by: "hour",
    ...ALL,
    metrics: ["primary", "hot_count", "hot_rate"],
  },
];

/**
 * The question as parameters of GET /analytics/lead-stats; `toDay` writes a demo day as a date.
 */
export function toParameters(question: DemoQuestion, toDay: (day: number) => string): string {
  const { project, filter, by } = question;
  const isBucket = by === "day" || by === "week";
  return [
    ...(project === undefined ? [] : [`project=${project}`]),
    ...(filter === undefined ? [] : [`${filter.dimension}=${filter.value}`]),
    ...(isBucket ? [`bucket=${by}`] : ["bucket=none", `group_by=${by}`]),
    ...[`from=${toDay(question.from)}`, `to=${toDay(question.to)}`, "timezone=Asia/Kolkata"],
  ].join("&");
}
