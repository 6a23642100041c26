import { Hono } from "hono/tiny";
import { issueKey, type KeyGrant, keyGrantSchema } from "../access/issue-key.ts";
import type { KeyRecord } from "../access/key.ts";
import type { KeyRegistry, StoredKey } from "../access/key-registry.ts";
import { Problem } from "../domain/errors.ts";
import { allowsProject, type Principal } from "../domain/principal.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import { readAdminBody, requireProject } from "./admin-body.ts";
import type { Audit } from "./audit.ts";
import type { Authorize } from "./authorize.ts";

export interface KeyAdminOptions {
  readonly registry: KeyRegistry;
  readonly projects: ProjectDirectory;
  /** Admits admins only. */
  readonly authorize: Authorize;
  readonly audit: Audit;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * `/admin/keys`: create (the key is in this answer and never again), list and revoke. An admin of some projects sees
 * and makes only keys for these. A key is known, or dead, everywhere within a minute.
 */
export function createKeyAdminRoutes(options: KeyAdminOptions): Hono {
  const { registry, projects, authorize, audit, now } = options;
  const app = new Hono();

  async function listVisible(principal: Principal): Promise<StoredKey[]> {
    return (await registry.list()).filter(({ record }) => isWithin(record, principal));
  }

  app.get("/admin/keys", async (c) => {
    const principal = await authorize(c.req.raw);
    return c.json({ keys: (await listVisible(principal)).map(({ record }) => record) });
  });

  app.post("/admin/keys", async (c) => {
    const principal = await authorize(c.req.raw);
    const grant = await readAdminBody(c.req.raw, keyGrantSchema);
    if (grant.projects === "all") requireProject(principal, null);
    else for (const id of grant.projects) requireProject(principal, id);
    await checkGrant(grant);
    const { key, record } = issueKey(grant, now());
    await audit(principal, "key_created", { projects: record.projects, target: record.id, sent: grant });
    await registry.add(key, record);
    return c.json({ key, ...record }, 201, { "Cache-Control": "no-store" });
  });

  app.delete("/admin/keys/:id", async (c) => {
    const principal = await authorize(c.req.raw);
    const id = c.req.param("id");
    if (id === principal.keyId)
      throw new Problem("conflict", "A key cannot revoke itself; use another admin key.");
    const found = (await listVisible(principal)).filter(({ record }) => record.id === id);
    if (found.length === 0) throw new Problem("not_found", "There is no key with this id.");
    for (const stored of found) {
      await audit(principal, "key_revoked", { projects: stored.record.projects, target: id });
      await registry.remove(stored);
    }
    return c.body(null, 204);
  });

  /** @throws Problem `unknown_project`, `invalid_body` */
  async function checkGrant({ projects: scope, expires_at }: KeyGrant): Promise<void> {
    for (const id of scope === "all" ? [] : scope) {
      if (await projects.find(id)) continue;
      throw new Problem("unknown_project", "A key can only be for projects that exist.", {
        errors: [{ field: "projects", message: `${id} is not the id of a project` }],
      });
    }
    if (expires_at === undefined || Date.parse(expires_at) > now()) return;
    throw new Problem("invalid_body", "The body is not valid; see errors.", {
      errors: [{ field: "expires_at", message: "must be in the future" }],
    });
  }

  return app;
}

function isWithin({ projects }: KeyRecord, principal: Principal): boolean {
  if (principal.projects === "all") return true;
  return projects !== "all" && projects.every((id) => allowsProject(principal, id));
}
