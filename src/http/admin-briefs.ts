import { Hono } from "hono/tiny";
import { toProject } from "../access/project-record.ts";
import { sendBrief } from "../digest/briefs.ts";
import type { DigestOptions } from "../digest/options.ts";
import { hasReaders } from "../digest/readers.ts";
import { Problem } from "../domain/errors.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import { requireProject } from "./admin-body.ts";
import type { Audit } from "./audit.ts";
import type { Authorize } from "./authorize.ts";
import { readProjectRecord } from "./project-record.ts";

export interface BriefAdminOptions {
  readonly digest: DigestOptions;
  readonly db: D1Database;
  readonly projects: Pick<ProjectDirectory, "find">;
  /** Admits admins only. */
  readonly authorize: Authorize;
  readonly audit: Audit;
}

/** `POST /admin/projects/:id/brief` sends the brief of the last week now, whatever day it is. */
export function createBriefAdminRoutes(options: BriefAdminOptions): Hono {
  const { digest, db, projects, authorize, audit } = options;
  const app = new Hono();
  app.post("/admin/projects/:id/brief", async (c) => {
    const id = c.req.param("id");
    const principal = await authorize(c.req.raw);
    requireProject(principal, id);
    const project = toProject((await readProjectRecord(db, projects, id)).record);
    if (!hasReaders(project))
      throw new Problem("conflict", "The project names nobody to send its brief to.", {
        errors: [{ field: "notify", message: "needs emails or slack_url" }],
      });
    await audit(principal, "brief_sent", { projects: [id], target: id });
    return c.json(await sendBrief(project, digest));
  });
  return app;
}
