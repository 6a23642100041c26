import { Hono } from "hono/tiny";
import * as z from "zod";
import type { Log } from "../domain/log.ts";
import type { Consume } from "../ingest/consumer.ts";
import { listDeadLetters, replayDeadLetters, requireDeadLetter } from "../ingest/dead-letters.ts";
import { countOwedEvents } from "../ingest/owed-events.ts";
import { requireProject } from "./admin-body.ts";
import { readAdminQuery } from "./admin-query.ts";
import type { Audit } from "./audit.ts";
import type { Authorize } from "./authorize.ts";

export interface DeadLetterAdminOptions {
  readonly db: D1Database;
  readonly consume: Consume;
  /** Admits admins only. */
  readonly authorize: Authorize;
  readonly audit: Audit;
  readonly log: Log;
}

const replaySchema = z.object({ id: z.string().optional() });

/**
 * `GET /admin/dead-letters` lists submissions that could not be finished, and counts data points that the dataset
 * has not taken; `POST /admin/dead-letters/replay`, with `?id=` for one of them, sends them through again.
 */
export function createDeadLetterAdminRoutes(options: DeadLetterAdminOptions): Hono {
  const { db, consume, authorize, audit, log } = options;
  const app = new Hono();
  app.get("/admin/dead-letters", async (c) => {
    requireProject(await authorize(c.req.raw), null);
    const [entries, owedEvents] = await Promise.all([listDeadLetters(db), countOwedEvents(db)]);
    return c.json({ entries, owed_events: owedEvents });
  });
  app.post("/admin/dead-letters/replay", async (c) => {
    const principal = await authorize(c.req.raw);
    requireProject(principal, null);
    const { id } = readAdminQuery(c.req.raw, replaySchema);
    if (id !== undefined) await requireDeadLetter(db, id);
    await audit(principal, "dead_letters_replayed", { projects: "all", target: id });
    return c.json(await replayDeadLetters(db, consume, log, id));
  });
  return app;
}
