import { Hono } from "hono/tiny";
import * as z from "zod";
import {
  newProjectSchema,
  type ProjectRecord,
  projectRecordSchema,
  readRecords,
  toProjectRecord,
} from "../access/project-record.ts";
import { publishProjects, type WritableDirectory } from "../access/publish-projects.ts";
import { createSiteKey } from "../access/site-key.ts";
import { Problem } from "../domain/errors.ts";
import { IN_OUR_WORDS } from "../domain/field-errors.ts";
import { allowsProject } from "../domain/principal.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import type { Wait } from "../domain/wait.ts";
import { findProjectRecord, listProjectRecords, putProjectRecord } from "../ingest/project-records.ts";
import { readAdminBody, requireProject, toInvalidBody } from "./admin-body.ts";
import type { Audit } from "./audit.ts";
import type { Authorize } from "./authorize.ts";
import { readProjectRecord } from "./project-record.ts";

export interface ProjectAdminOptions {
  readonly db: D1Database;
  readonly directory: WritableDirectory;
  /** Rereads from the record what the directory does not know. */
  readonly projects: ProjectDirectory;
  /** Admits admins only. */
  readonly authorize: Authorize;
  readonly audit: Audit;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly wait: Wait;
}

const changeSchema = newProjectSchema.omit({ id: true }).partial().strict();

/**
 * `/admin/projects`: list, create, change (`PATCH`, where `null` removes a setting) and rotate the site key. The
 * record is the database; the directory that everything reads is published from it and follows within a minute,
 * ingestion at once. What it does not take then the clock publishes.
 */
export function createProjectAdminRoutes(options: ProjectAdminOptions): Hono {
  const { db, authorize, audit } = options;
  const app = new Hono();

  const find = (id: string) => readProjectRecord(db, options.projects, id);

  const listRecords = async () => readRecords(await listProjectRecords(db));

  async function listAll(): Promise<ProjectRecord[]> {
    const known = (await options.projects.list()).map(toProjectRecord);
    return [...new Map([...known, ...(await listRecords())].map((record) => [record.id, record])).values()];
  }

  /** Leads are addressed by name too, so that one name must not stand for two projects. */
  async function checkName({ id, name }: ProjectRecord): Promise<void> {
    const wanted = name.toLowerCase();
    const others = (await listAll()).filter((other) => other.id !== id);
    if (others.some((other) => other.id === wanted || other.name.toLowerCase() === wanted))
      throw new Problem("conflict", "Another project has this name.", {
        errors: [{ field: "name", message: "is the name or id of another project" }],
      });
  }

  /** @param before the record as it was stored when the change began */
  async function save(record: ProjectRecord, before: string | null): Promise<ProjectRecord> {
    const project = { id: record.id, siteKey: record.site_key ?? null, recordJson: JSON.stringify(record) };
    if (!(await putProjectRecord(db, project, before, new Date(options.now()).toISOString())))
      throw new Problem("conflict", "Somebody else saved this project at the same moment; try again.");
    await publish();
    return record;
  }

  async function publish(): Promise<void> {
    const { directory, wait } = options;
    await publishProjects({ directory, listRecords, wait }).catch((cause: unknown) => {
      throw new Problem(
        "storage_unavailable",
        "The change is stored, and will be published within half an hour. Do not send it again: GET /admin/projects shows it.",
        { cause },
      );
    });
  }

  app.get("/admin/projects", async (c) => {
    const principal = await authorize(c.req.raw);
    return c.json({ projects: (await listAll()).filter(({ id }) => allowsProject(principal, id)) });
  });

  app.post("/admin/projects", async (c) => {
    const principal = await authorize(c.req.raw);
    requireProject(principal, null);
    const body = await readAdminBody(c.req.raw, newProjectSchema);
    if ((await findProjectRecord(db, { id: body.id })) || (await options.projects.find(body.id)))
      throw new Problem(
        "conflict",
        `There is already a project with this id: GET /admin/projects shows it with its site key, PATCH /admin/projects/${body.id} changes it.`,
      );
    await checkName(body);
    await audit(principal, "project_created", { projects: [body.id], target: body.id, sent: body });
    return c.json(await save({ ...body, site_key: createSiteKey() }, null), 201);
  });

  app.patch("/admin/projects/:id", async (c) => {
    const id = c.req.param("id");
    const principal = await authorize(c.req.raw);
    requireProject(principal, id);
    const { record, stored } = await find(id);
    const changes = await readAdminBody(c.req.raw, z.record(z.string(), z.unknown()));
    const removed = Object.keys(changes).filter((key) => changes[key] === null);
    const given = Object.entries(changes).filter(([, value]) => value !== null);
    const checked = await readChanges(Object.fromEntries(given), removed);
    const kept = Object.entries(record).filter(([key]) => !removed.includes(key));
    const changed = projectRecordSchema.parse({ ...Object.fromEntries(kept), ...checked });
    if (changed.name !== record.name) {
      // Names are told apart among all projects, which only an admin of all may know.
      requireProject(principal, null);
      await checkName(changed);
    }
    await audit(principal, "project_changed", { projects: [id], target: id, sent: changes });
    return c.json(await save(changed, stored));
  });

  app.post("/admin/projects/:id/site-key", async (c) => {
    const id = c.req.param("id");
    const principal = await authorize(c.req.raw);
    requireProject(principal, id);
    const { record, stored } = await find(id);
    await audit(principal, "site_key_rotated", { projects: [id], target: id });
    return c.json(await save({ ...record, site_key: createSiteKey() }, stored));
  });
  return app;
}

function readChanges(
  given: Record<string, unknown>,
  removed: readonly string[],
): z.output<typeof changeSchema> {
  const parsed = changeSchema.safeParse(given, IN_OUR_WORDS);
  const unremovable = removed.filter((key) => key === "name" || !Object.hasOwn(changeSchema.shape, key));
  if (parsed.success && unremovable.length === 0) return parsed.data;
  const others = unremovable.map((field) => ({ field, message: "cannot be removed" }));
  throw toInvalidBody(parsed.error?.issues ?? [], changeSchema, others);
}
