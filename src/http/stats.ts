import { Hono } from "hono";
import type { Principal } from "../domain/principal.ts";
import type { Statistics } from "../stats/port.ts";
import { readParameters } from "./parameters.ts";

export interface StatsRoutesOptions {
  readonly statistics: Statistics;
  /** Who asks. @throws Problem `unauthorized` or `forbidden` */
  readonly authorize: (request: Request) => Promise<Principal>;
}

/** Lead statistics, read-only. */
export function createStatsRoutes({ statistics, authorize }: StatsRoutesOptions): Hono {
  const routes = new Hono();
  const answer = (path: string, ask: (raw: unknown, principal: Principal) => Promise<unknown>) =>
    routes.get(path, async (context) => {
      const principal = await authorize(context.req.raw);
      const raw = readParameters(new URL(context.req.url).searchParams);
      context.header("Cache-Control", "private, no-store");
      return context.json((await ask(raw, principal)) as object);
    });

  answer("/analytics/lead-stats", statistics.stats);
  answer("/analytics/lead-stats/summary", statistics.summary);
  answer("/analytics/lead-stats/values", statistics.values);
  answer("/analytics/lead-stats/schema", statistics.schema);
  return routes;
}
