import { Hono } from "hono/tiny";
import * as z from "zod";
import { Problem } from "../domain/errors.ts";
import { PROJECT_ID, type ProjectDirectory } from "../domain/project.ts";
import { toSenderKey } from "../ingest/ip.ts";
import { maskIp } from "../ingest/mask.ts";
import {
  hasSender,
  liftSender,
  listSenders,
  putSender,
  type SenderListEntry,
} from "../ingest/sender-admin.ts";
import type { SenderLists } from "../ingest/sender-lists.ts";
import type { SenderList } from "../ingest/sender-statement.ts";
import { TEXT_FIELDS } from "../ingest/submission-fields.ts";
import { readAdminBody, requireKnownProjects, requireProject } from "./admin-body.ts";
import { readAdminQuery } from "./admin-query.ts";
import type { Audit, Audited } from "./audit.ts";
import type { Authorize } from "./authorize.ts";
import { MAX_LISTED_DAYS, MAX_REASON_CHARS } from "./sender-limits.ts";

export interface SenderAdminOptions {
  readonly db: D1Database;
  readonly projects: ProjectDirectory;
  /** The isolate's copy, to be forgotten after a change. */
  readonly lists: SenderLists;
  /** Admits admins only. */
  readonly authorize: Authorize;
  readonly audit: Audit;
  /** How long an entry lasts when nothing is said, in days; test entries last until lifted. */
  readonly blockDays: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const senderSchema = z.strictObject({
  /** Also as the list shows it. */
  ip: z
    .string()
    .max(TEXT_FIELDS.client_ip.maxChars)
    .transform((text) => toSenderKey(text.replace(/::\/64$/, "::")))
    .refine((key) => key !== undefined, "must be an IPv4 or IPv6 address"),
  project: PROJECT_ID.nullish().transform((id) => id ?? null),
  reason: z.string().trim().max(MAX_REASON_CHARS).default("added by an admin"),
  days: z.number().positive().max(MAX_LISTED_DAYS).nullish(),
});
const entrySchema = senderSchema.pick({ ip: true, project: true });

const LISTS = [
  { path: "/admin/blocked-ips", list: "BlockedIPs", added: "sender_blocked", lifted: "sender_unblocked" },
  { path: "/admin/test-ips", list: "TestIPs", added: "test_sender_added", lifted: "test_sender_lifted" },
] as const satisfies readonly { list: SenderList; [words: string]: string }[];

/**
 * `GET`, `POST` and `DELETE` on `/admin/blocked-ips` and `/admin/test-ips`: who is on the lists, add and lift. An
 * IPv6 address stands for its /64 network. Other isolates follow within half a minute of their next submission.
 */
export function createSenderAdminRoutes(options: SenderAdminOptions): Hono {
  const { db, lists, authorize, audit, now } = options;
  const app = new Hono();
  for (const { path, list, added, lifted } of LISTS) {
    app.get(path, async (c) => {
      const principal = await authorize(c.req.raw);
      return c.json({
        entries: await listSenders(db, list, principal.projects, new Date(now()).toISOString()),
      });
    });
    app.post(path, async (c) => {
      const principal = await authorize(c.req.raw);
      const body = await readAdminBody(c.req.raw, senderSchema);
      await requireKnownProjects(principal, options.projects, body.project);
      const days = body.days === undefined && list === "BlockedIPs" ? options.blockDays : (body.days ?? null);
      const entry: SenderListEntry = {
        ip: body.ip ?? "",
        project: body.project,
        reason: body.reason,
        added_by: principal.keyId,
        created_at: new Date(now()).toISOString(),
        expires_at: days === null ? null : new Date(now() + days * 86_400_000).toISOString(),
      };
      await audit(principal, added, { ...toAudited(entry), sent: body });
      await putSender(db, list, entry);
      lists.clear();
      return c.json(entry, 201);
    });
    app.delete(path, async (c) => {
      const principal = await authorize(c.req.raw);
      const { ip = "", project } = readAdminQuery(c.req.raw, entrySchema);
      requireProject(principal, project);
      if (!(await hasSender(db, list, ip, project)))
        throw new Problem("not_found", "This address is not on the list for that project.");
      await audit(principal, lifted, toAudited({ ip, project }));
      await liftSender(db, list, ip, project);
      lists.clear();
      return c.body(null, 204);
    });
  }
  return app;
}

function toAudited({ ip, project }: Pick<SenderListEntry, "ip" | "project">): Audited {
  return { projects: project === null ? "all" : [project], target: maskIp(ip) };
}
