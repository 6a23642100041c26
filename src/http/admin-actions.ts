import { Hono } from "hono/tiny";
import * as z from "zod";
import { ADMIN_ACTIONS } from "../domain/admin-action.ts";
import { listActions } from "../ingest/admin-actions.ts";
import { PAGE_FIELDS, toNextBefore } from "./admin-page.ts";
import { readAdminQuery } from "./admin-query.ts";
import type { Authorize } from "./authorize.ts";

export interface ActionAdminOptions {
  readonly db: D1Database;
  /** Admits admins only. */
  readonly authorize: Authorize;
}

const questionSchema = z.object({
  ...PAGE_FIELDS,
  key: z.string().min(1).max(64).optional(),
  action: z.enum(ADMIN_ACTIONS).optional(),
});

/**
 * `GET /admin/actions` lists what admins did, the latest first, by one key or of one kind when asked. An admin for some
 * projects sees what concerned these alone.
 */
export function createActionAdminRoutes({ db, authorize }: ActionAdminOptions): Hono {
  const app = new Hono();
  app.get("/admin/actions", async (c) => {
    const { projects: projectIds } = await authorize(c.req.raw);
    const question = readAdminQuery(c.req.raw, questionSchema);
    const entries = await listActions(db, { projectIds, ...question });
    return c.json({
      entries,
      next_before: toNextBefore(
        entries.map(({ id }) => id),
        question.limit,
      ),
    });
  });
  return app;
}
