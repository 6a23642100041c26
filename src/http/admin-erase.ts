import { Hono } from "hono/tiny";
import * as z from "zod";
import { Problem } from "../domain/errors.ts";
import { PROJECT_ID, type ProjectDirectory } from "../domain/project.ts";
import { countLinked } from "../ingest/count-linked.ts";
import { erase } from "../ingest/erase.ts";
import type { Wanted } from "../ingest/find-person.ts";
import type { IdentityHasher } from "../ingest/identity.ts";
import { toPersonKeys } from "../ingest/person.ts";
import type { SenderLists } from "../ingest/sender-lists.ts";
import { TEXT_FIELDS } from "../ingest/submission-fields.ts";
import { readAdminBody, requireKnownProjects } from "./admin-body.ts";
import type { Audit } from "./audit.ts";
import type { Authorize } from "./authorize.ts";

export interface EraseAdminOptions {
  readonly db: D1Database;
  readonly identity: IdentityHasher;
  readonly projects: ProjectDirectory;
  readonly lists: SenderLists;
  /** Admits admins only. */
  readonly authorize: Authorize;
  readonly audit: Audit;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
}

const personSchema = z.strictObject({
  email: z.string().trim().min(1).max(TEXT_FIELDS.email.maxChars).optional(),
  phone: z.string().trim().min(1).max(TEXT_FIELDS.phone.maxChars).optional(),
  project: PROJECT_ID.optional(),
  linked: z.boolean().optional(),
});

/**
 * `POST /admin/erase` removes a person, by e-mail address or phone number, from one project or from all. What is linked
 * with them and holds neither goes only when the admin says so: anybody can have typed what links it.
 */
export function createEraseAdminRoutes(options: EraseAdminOptions): Hono {
  const app = new Hono();

  /** @throws Problem `conflict` */
  async function requireUnlinked(wanted: Wanted): Promise<void> {
    const { submissions, emails, phones } = await countLinked(options.db, options.identity, wanted);
    if (submissions === 0) return;
    const message = `is needed: submissions without what was given are linked with it (submissions: ${submissions}, further e-mail addresses: ${emails}, further phone numbers: ${phones})`;
    throw new Problem(
      "conflict",
      "Nothing was removed: more is linked with this person, theirs or somebody else's. Give every address and number of theirs, or say with linked whether all of it goes (true) or only what holds what was given (false).",
      { errors: [{ field: "linked", message, allowed: ["true", "false"] }] },
    );
  }

  app.post("/admin/erase", async (c) => {
    const principal = await options.authorize(c.req.raw);
    const { project = null, linked, ...person } = await readAdminBody(c.req.raw, personSchema);
    const projects = await requireKnownProjects(principal, options.projects, project);
    const countries = new Set(projects.flatMap(({ defaultCountry }) => defaultCountry ?? []));
    const keys = await toPersonKeys(person, [...countries], options.identity);
    if (linked === undefined) await requireUnlinked({ keys, projectId: project });
    const id = options.newId();
    await options.audit(principal, "person_erased", {
      projects: project === null ? "all" : [project],
      target: id,
    });
    const removed = await erase(options.db, options.identity, {
      id,
      keys,
      projectId: project,
      linked: linked ?? false,
      requestedBy: principal.keyId,
      nowMs: options.now(),
    });
    options.lists.clear();
    return c.json({ erasure_id: id, removed });
  });
  return app;
}
