import type * as z from "zod";
import { ANOMALIES_ANSWER } from "./anomalies/answer.ts";
import { ANOMALIES_REQUEST, ANOMALY_DAYS } from "./anomalies/request.ts";
import { CHANGES_ANSWER } from "./changes/answer.ts";
import { CHANGES_DAYS, CHANGES_REQUEST } from "./changes/request.ts";
import { FOCUS_ANSWER } from "./focus/answer.ts";
import { FOCUS_DAYS, FOCUS_REQUEST } from "./focus/request.ts";
import { FORECAST_ANSWER } from "./forecast/answer.ts";
import { FORECAST_DAYS, FORECAST_REQUEST } from "./forecast/request.ts";
import { QUALITY_ANSWER } from "./quality/answer.ts";
import { QUALITY_DAYS, QUALITY_REQUEST } from "./quality/request.ts";
import { TIMES_ANSWER } from "./times/answer.ts";
import { TIMES_DAYS, TIMES_REQUEST } from "./times/request.ts";

/** An insight as surfaces and reference pages need it. */
export interface InsightSpec {
  /** Last part of its address under `/analytics/insights/`. */
  readonly path: string;
  readonly meaning: string;
  /** Calendar days it looks at when its question names no period. */
  readonly days: number;
  readonly request: z.ZodObject;
  readonly answer: z.ZodObject;
}

/** Every insight, by the name of its function in `createInsights`. */
export const INSIGHTS = {
  focus: {
    path: "focus",
    meaning: "Where attention pays off: segments by expected good leads gained, each with a verdict",
    days: FOCUS_DAYS,
    request: FOCUS_REQUEST,
    answer: FOCUS_ANSWER,
  },
  bestTimes: {
    path: "best-times",
    meaning:
      "When leads come and when they are good, windows, staffing, and what was claimed and delivered before",
    days: TIMES_DAYS,
    request: TIMES_REQUEST,
    answer: TIMES_ANSWER,
  },
  anomalies: {
    path: "anomalies",
    meaning: "What was unusual: volume, bot and suspicious shares, silence, told from the weeks before",
    days: ANOMALY_DAYS,
    request: ANOMALIES_REQUEST,
    answer: ANOMALIES_ANSWER,
  },
  changes: {
    path: "changes",
    meaning:
      "Why it went up or down: exact contributions of each value, and what moved together with the change",
    days: CHANGES_DAYS,
    request: CHANGES_REQUEST,
    answer: CHANGES_ANSWER,
  },
  quality: {
    path: "quality",
    meaning: "What is wrong with submissions, where it comes from, what to do first",
    days: QUALITY_DAYS,
    request: QUALITY_REQUEST,
    answer: QUALITY_ANSWER,
  },
  forecast: {
    path: "forecast",
    meaning: "Leads to expect in the next day, week and month, with an interval",
    days: FORECAST_DAYS,
    request: FORECAST_REQUEST,
    answer: FORECAST_ANSWER,
  },
} as const satisfies Record<string, InsightSpec>;

export type InsightName = keyof typeof INSIGHTS;
