import { Hono } from "hono/tiny";
import * as z from "zod";
import { allowsProject } from "../domain/principal.ts";
import { type FilteredQuestion, listFiltered } from "../ingest/filtered.ts";
import {
  findFilteredProject,
  type RestoreOptions,
  restore,
  toNoFiltered,
  toRestored,
} from "../ingest/restore.ts";
import type { SenderLists } from "../ingest/sender-lists.ts";
import { requireProject } from "./admin-body.ts";
import { PAGE_FIELDS, toNextBefore } from "./admin-page.ts";
import { readAdminQuery } from "./admin-query.ts";
import type { Audit } from "./audit.ts";
import type { Authorize } from "./authorize.ts";

export interface FilteredAdminOptions extends RestoreOptions {
  readonly lists: SenderLists;
  /** Admits admins only. */
  readonly authorize: Authorize;
  readonly audit: Audit;
}

const questionSchema = z.object({
  project: z.string().optional(),
  type: z.enum(["bot", "blocked"]).optional(),
  ...PAGE_FIELDS,
});

/**
 * `GET /admin/filtered` lists blocked and bot submissions with reasons, identities masked;
 * `POST /admin/filtered/:id/restore` makes a wrongly caught one a lead.
 */
export function createFilteredAdminRoutes(options: FilteredAdminOptions): Hono {
  const { db, authorize, audit, lists } = options;
  const app = new Hono();
  app.get("/admin/filtered", async (c) => {
    const principal = await authorize(c.req.raw);
    const { project, type, before, limit } = readAdminQuery(c.req.raw, questionSchema);
    if (project !== undefined) requireProject(principal, project);
    const question: FilteredQuestion = {
      projectIds: project === undefined ? principal.projects : [project],
      ...(type && { type }),
      before,
      limit,
    };
    const entries = await listFiltered(db, question);
    const ids = entries.map(({ submission_id }) => submission_id);
    return c.json({ entries, next_before: toNextBefore(ids, limit) });
  });
  app.post("/admin/filtered/:id/restore", async (c) => {
    const principal = await authorize(c.req.raw);
    const id = c.req.param("id");
    const project = await findFilteredProject(db, id);
    // Whether another project has this id is not this admin's to know.
    if (project === undefined || !allowsProject(principal, project.id)) throw toNoFiltered();
    if (project.isRestored) throw toRestored();
    await audit(principal, "submission_restored", { projects: [project.id], target: id });
    const restored = await restore(options, id, principal.keyId);
    lists.clear();
    return c.json({ submission_id: id, ...restored });
  });
  return app;
}
