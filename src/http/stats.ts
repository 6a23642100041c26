import { Hono } from "hono/tiny";
import type { Statistics } from "../stats/port.ts";
import { SCHEMA_REQUEST, STATS_REQUEST, SUMMARY_REQUEST, VALUES_REQUEST } from "../stats/request.ts";
import type { Authorize } from "./authorize.ts";
import { toFileName } from "./export-name.ts";
import { toStatsSheet } from "./export-stats.ts";
import { toSummarySheet } from "./export-summary.ts";
import { toValuesSheet } from "./export-values.ts";
import { addQuestion } from "./question.ts";

export interface StatsRoutesOptions {
  readonly statistics: Statistics;
  readonly authorize: Authorize;
}

/** Lead statistics, read-only, as JSON or CSV. */
export function createStatsRoutes({ statistics, authorize }: StatsRoutesOptions): Hono {
  const routes = new Hono();
  addQuestion(routes, authorize, {
    path: "/analytics/lead-stats",
    request: STATS_REQUEST,
    ask: statistics.stats,
    toSheet: toStatsSheet,
    toFileName: ({ query }) => toFileName("lead-stats", query),
  });
  addQuestion(routes, authorize, {
    path: "/analytics/lead-stats/summary",
    request: SUMMARY_REQUEST,
    ask: statistics.summary,
    toSheet: toSummarySheet,
    toFileName: ({ query }) => toFileName("lead-summary", query),
  });
  addQuestion(routes, authorize, {
    path: "/analytics/lead-stats/values",
    request: VALUES_REQUEST,
    ask: statistics.values,
    toSheet: toValuesSheet,
    toFileName: ({ query }) => toFileName("lead-values", query),
  });
  addQuestion(routes, authorize, {
    path: "/analytics/lead-stats/schema",
    request: SCHEMA_REQUEST,
    ask: statistics.schema,
  });
  return routes;
}
