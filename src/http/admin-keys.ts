import { Hono } from "hono/tiny";
import { issueKey, type KeyGrant, keyGrantSchema } from "../access/issue-key.ts";
import type { KeyRecord } from "../access/key.ts";
import type { KeyRegistry, StoredKey } from "../access/key-registry.ts";
import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import { allowsProject, type Principal } from "../domain/principal.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import { readAdminBody, requireKnownProject, requireProject, toInvalidBody } from "./admin-body.ts";
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
  readonly log: Log;
}

/**
 * `/admin/keys`: create (the key is in this answer and never again), list and revoke. An admin of some projects sees
 * and makes only keys for these. A key is known, or dead, everywhere within a minute.
 */
export function createKeyAdminRoutes(options: KeyAdminOptions): Hono {
  const { registry, projects, authorize, audit, now, log } = options;
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
    await checkGrant(grant, principal);
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
      // A key that should end is not kept alive by a database that is away.
      await audit(principal, "key_revoked", { projects: stored.record.projects, target: id }).catch(
        (error: unknown) =>
          log("action_not_noted", { action: "key_revoked", key_id: id, error: toErrorText(error) }),
      );
      await registry.remove(stored);
    }
    return c.body(null, 204);
  });

  /** @throws Problem `unknown_project`, `invalid_body` */
  async function checkGrant({ projects: scope, expires_at }: KeyGrant, principal: Principal): Promise<void> {
    for (const id of scope === "all" ? [] : scope)
      await requireKnownProject(principal, projects, id, "projects");
    const end = expires_at === undefined ? Number.POSITIVE_INFINITY : Date.parse(expires_at);
    // What ends with a key must not be carried on by one that it made.
    const isTooLate = principal.expiresAt !== undefined && end > Date.parse(principal.expiresAt);
    if (end > now() && !isTooLate) return;
    const message = isTooLate
      ? `must not be later than the end of the key it is made with, ${principal.expiresAt}`
      : "must be in the future";
    throw toInvalidBody([], keyGrantSchema, [{ field: "expires_at", message }]);
  }

  return app;
}

function isWithin({ projects }: KeyRecord, principal: Principal): boolean {
  if (principal.projects === "all") return true;
  return projects !== "all" && projects.every((id) => allowsProject(principal, id));
}
