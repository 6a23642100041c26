import { Hono } from "hono/tiny";
import type { Principal } from "../domain/principal.ts";
import { INSIGHTS, type InsightName } from "../insights/catalog.ts";
import type { Insights } from "../insights/insights.ts";
import type { Authorize } from "./authorize.ts";
import { addQuestion } from "./question.ts";

export interface InsightRoutesOptions {
  readonly insights: Insights;
  readonly authorize: Authorize;
}

/** Answers that go beyond counting, read-only. */
export function createInsightRoutes({ insights, authorize }: InsightRoutesOptions): Hono {
  const routes = new Hono();
  for (const name of Object.keys(INSIGHTS) as InsightName[]) {
    const { path, request } = INSIGHTS[name];
    const ask: (raw: unknown, principal: Principal) => Promise<object> = insights[name];
    addQuestion(routes, authorize, { path: `/analytics/insights/${path}`, request, ask });
  }
  return routes;
}
