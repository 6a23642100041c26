import { Hono } from "hono/tiny";
import * as z from "zod";
import { Problem } from "../domain/errors.ts";
import { allowsProject } from "../domain/principal.ts";
import { type FilteredQuestion, listFiltered } from "../ingest/filtered.ts";
import { findFilteredProject, type RestoreOptions, restore } from "../ingest/restore.ts";
import type { SenderLists } from "../ingest/sender-lists.ts";
import { toIdPrefix } from "../ingest/submission-id.ts";
import { requireProject } from "./admin-body.ts";
import { readAdminQuery } from "./admin-query.ts";
import type { Authorize } from "./authorize.ts";

export interface FilteredAdminOptions extends RestoreOptions {
  readonly lists: SenderLists;
  /** Admits admins only. */
  readonly authorize: Authorize;
}

const MAX_LIMIT = 200;

const questionSchema = z.object({
  project: z.string().optional(),
  type: z.enum(["bot", "blocked"]).optional(),
  before: z
    .union([z.iso.datetime(), z.uuid()], "must be an ISO date-time in UTC or a submission id")
    .optional(),
  limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(50),
});

/**
 * `GET /admin/filtered` lists blocked and bot submissions with reasons, identities masked;
 * `POST /admin/filtered/:id/restore` makes a wrongly caught one a lead.
 */
export function createFilteredAdminRoutes(options: FilteredAdminOptions): Hono {
  const { db, authorize, lists } = options;
  const app = new Hono();
  app.get("/admin/filtered", async (c) => {
    const principal = await authorize(c.req.raw);
    const { project, type, before, limit } = readAdminQuery(c.req.raw, questionSchema);
    if (project !== undefined) requireProject(principal, project);
    const question: FilteredQuestion = {
      projectIds: project === undefined ? principal.projects : [project],
      ...(type && { type }),
      ...(before !== undefined && { before: before.includes("T") ? toIdPrefix(Date.parse(before)) : before }),
      limit,
    };
    const entries = await listFiltered(db, question);
    return c.json({
      entries,
      next_before: entries.length === limit ? (entries.at(-1)?.submission_id ?? null) : null,
    });
  });
  app.post("/admin/filtered/:id/restore", async (c) => {
    const principal = await authorize(c.req.raw);
    const id = c.req.param("id");
    const project = await findFilteredProject(db, id);
    // Whether another project has this id is not this admin's to know.
    if (project === undefined || !allowsProject(principal, project))
      throw new Problem("not_found", "There is no filtered submission with this id.");
    const restored = await restore(options, id, principal.keyId);
    lists.clear();
    return c.json({ submission_id: id, ...restored });
  });
  return app;
}
