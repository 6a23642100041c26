import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { keepDeadLetters } from "../../src/ingest/dead-letters.ts";
import { keepHouse } from "../../src/ingest/housekeeping.ts";
import { toSubmissionId } from "../../src/ingest/submission-id.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const DAY_MS = 86_400_000;
const EMAIL = { email: "jane@example.com" };
const PHONE = { phone: "+919876543210" };
const SKYLINE = { id: "skyline", name: "Skyline", retentionDays: 30 };
let rig: Awaited<ReturnType<typeof createAdminRig>>;
beforeEach(async () => {
  await resetDatabase();
  rig = await createAdminRig();
});

const send = (contact: object, options = {}) =>
  rig.post({ project: "skyline", message: `at ${rig.now()}`, ...contact }, options);
const eraseJane = (more = {}) => rig.admin("POST", "/admin/erase", { ...EMAIL, ...more });

function toMessage(text: Record<string, string>) {
  const receivedMs = rig.now() - 1000;
  return {
    kind: "submission" as const,
    intake: {
      version: 1 as const,
      submissionId: toSubmissionId(receivedMs),
      receivedMs,
      projectId: "skyline",
      mode: "server" as const,
      credential: "ingest",
      isTest: false,
      submission: { text, numbers: {}, extras: {}, ignored: [] },
    },
  };
}

const keepLetter = (body: unknown) =>
  keepDeadLetters(
    {
      queue: "lead-intake-dead",
      messages: [
        { id: crypto.randomUUID(), body, attempts: 101, timestamp: new Date(0), ack() {}, retry() {} },
      ],
    } as unknown as MessageBatch,
    rig,
  );

describe("erasing a person reaches", () => {
  test("a message that becomes a dead letter only afterwards", async () => {
    const message = toMessage(EMAIL);
    await eraseJane();
    rig.advance(DAY_MS);
    await keepLetter(message);
    expect(await countRows("DeadLetters")).toBe(0);
  });

  test("what was filtered, tested, queued or dead under another way to reach them", async () => {
    await send({ ...EMAIL, ...PHONE });
    await send(PHONE, { key: "lsk_testing" });
    await send({ ...PHONE, honeypot: "x", client_ip: "203.0.113.50" });
    const queued = toMessage(PHONE);
    await keepLetter(toMessage(PHONE));
    await eraseJane();
    const left = ["LeadSubmissions", "TestingLeads", "BlockedIPLeads", "DeadLetters", "LeadIdentities"];
    expect(await Promise.all(left.map((table) => countRows(table)))).toEqual([0, 0, 0, 0, 0]);
    expect(await rig.consume(queued)).toBe("erased");
  });

  test("nobody else through what anybody can have typed", async () => {
    await send({ email: "john@example.com", ...PHONE });
    await send(EMAIL);
    await send({ ...EMAIL, ...PHONE, honeypot: "x", client_ip: "203.0.113.50" });
    await eraseJane();
    expect(await countRows("Leads", "ContactEmail = 'john@example.com'")).toBe(1);
    expect(await countRows("BlockedIPLeads")).toBe(0);
  });

  test("both leads that one submission after a long silence took the place of", async () => {
    rig = await createAdminRig({ reengagementDays: 30 });
    await send(EMAIL);
    rig.advance(1);
    await send(PHONE);
    rig.advance(100 * DAY_MS);
    await send({ ...EMAIL, ...PHONE });
    expect(await countRows("Leads")).toBe(3);
    await eraseJane();
    expect(await countRows("LeadSubmissions")).toBe(0);
  });

  test("an identity whose own submission was past its time", async () => {
    await send(EMAIL);
    rig.advance(1);
    await send({ ...EMAIL, ...PHONE });
    rig.advance(40 * DAY_MS);
    await send(EMAIL);
    await keepHouse(env.DB, [SKYLINE], rig.now());
    await eraseJane();
    expect(await countRows("LeadIdentities")).toBe(0);
    await send(PHONE);
    expect([rig.column("event_type").at(-1), await countRows("Leads")]).toEqual(["primary", 1]);
  });

  test("a submission that was on its way into the database", async () => {
    const [arrived, erased] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const batch: D1Database["batch"] = async (statements) => {
      arrived.resolve();
      await erased.promise;
      return env.DB.batch(statements);
    };
    const slow = { batch, prepare: (sql: string) => env.DB.prepare(sql) } as D1Database;
    rig = await createAdminRig({ db: slow });
    const sent = send(EMAIL);
    await arrived.promise;
    rig.advance(1000);
    await eraseJane();
    erased.resolve();
    expect((await sent).status).toBe(201);
    expect([await countRows("LeadSubmissions"), rig.points.length]).toEqual([0, 0]);
  });

  test("the block of their sender in that project only", async () => {
    const bot = { honeypot: "x", client_ip: "203.0.113.50" };
    await send({ ...EMAIL, ...bot });
    await send({ project: "harbour", email: "other@example.com", ...bot });
    await eraseJane({ project: "skyline" });
    expect(await countRows("BlockedIPs", "ProjectName = 'harbour'")).toBe(1);
    expect(await countRows("BlockedIPs")).toBe(1);
  });
});
