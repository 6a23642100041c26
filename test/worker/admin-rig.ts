import { env } from "cloudflare:workers";
import { Hono } from "hono";
import { createKeyring } from "../../src/access/keyring.ts";
import { createProjectDirectory } from "../../src/access/project-directory.ts";
import { projectRecordSchema, toProject } from "../../src/access/project-record.ts";
import type { WritableDirectory } from "../../src/access/publish-projects.ts";
import { createDeadLetterAdminRoutes } from "../../src/http/admin-dead-letters.ts";
import { createEraseAdminRoutes } from "../../src/http/admin-erase.ts";
import { createFilteredAdminRoutes } from "../../src/http/admin-filtered.ts";
import { createProjectAdminRoutes } from "../../src/http/admin-projects.ts";
import { createSenderAdminRoutes } from "../../src/http/admin-senders.ts";
import { createAudit } from "../../src/http/audit.ts";
import { createAuthorize } from "../../src/http/authorize.ts";
import { createErrorHandler } from "../../src/http/problem.ts";
import { createConsume } from "../../src/ingest/consumer.ts";
import type { IngestOptions } from "../../src/ingest/ingest.ts";
import { findProjectRecord } from "../../src/ingest/project-records.ts";
import { createSenderLists } from "../../src/ingest/sender-lists.ts";
import { createRig, IDENTITY } from "./ingest-rig.ts";

/**
 * Ingestion with everything an admin can do to it.
 * @param changes another directory to publish projects to
 */
export async function createAdminRig(
  overrides: Partial<IngestOptions> = {},
  changes: { readonly directory?: WritableDirectory } = {},
) {
  const waits: number[] = [];
  const lists = createSenderLists();
  let nowMs = Date.parse("2026-11-20T10:00:00Z");
  const now = () => nowMs;
  const projects = createProjectDirectory(env.DIRECTORY, {
    now,
    reread: async (key) => {
      const record = projectRecordSchema.safeParse(await findProjectRecord(env.DB, key));
      return record.success ? toProject(record.data) : undefined;
    },
  });
  const rig = await createRig({ lists, now, projects, ...overrides });
  const log = (event: string, detail?: unknown) => void rig.logged.push({ event, detail });
  const dataset = { writeDataPoint: (point: unknown) => void rig.points.push(point as never) };
  const authorize = createAuthorize(createKeyring(env.DIRECTORY, now), ["admin"]);
  const audit = createAudit(env.DB, now);
  const base = { db: env.DB, dataset, identity: IDENTITY, lists, authorize, audit, projects, now, log };
  const consume = createConsume({
    ...base,
    botDetection: true,
    timezone: "Asia/Kolkata",
    blockDays: 7,
    reengagementDays: 0,
  });
  const app = new Hono();
  app.onError(createErrorHandler(log));
  app.route("/", createSenderAdminRoutes({ ...base, blockDays: 7 }));
  app.route("/", createFilteredAdminRoutes(base));
  app.route("/", createEraseAdminRoutes({ ...base, newId: () => crypto.randomUUID() }));
  app.route("/", createDeadLetterAdminRoutes({ ...base, consume }));
  const directory = changes.directory ?? env.DIRECTORY;
  app.route("/", createProjectAdminRoutes({ ...base, directory, wait: async (ms) => void waits.push(ms) }));

  return {
    ...rig,
    ...base,
    consume,
    /** Milliseconds that were waited for, without waiting. */
    waits,
    advance: (ms: number) => {
      nowMs += ms;
    },
    async admin(method: string, path: string, body?: object, key = "lsk_admin") {
      const answer = await app.request(path, {
        method,
        headers: { authorization: `Bearer ${key}` },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      return { status: answer.status, body: (text === "" ? undefined : JSON.parse(text)) as never };
    },
  };
}
