import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { keepHouse } from "../../src/ingest/housekeeping.ts";
import { createTimedId } from "../../src/ingest/timed-id.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const DAY_MS = 86_400_000;
const EMAIL = { email: "jane@example.com" };
const PHONE = { phone: "+919876543210" };
const BOT = { honeypot: "x", client_ip: "203.0.113.50" };
const SKYLINE = { id: "skyline", name: "Skyline", retentionDays: 30 };
let rig: Awaited<ReturnType<typeof createAdminRig>>;
beforeEach(async () => {
  await resetDatabase();
  rig = await createAdminRig();
});

const send = (contact: object) => rig.post({ project: "skyline", message: `at ${rig.now()}`, ...contact });

/** Repeats the only lead, each time as another person. */
async function multiply(table: string, times: number): Promise<void> {
  const { results } = await env.DB.prepare(`SELECT name FROM pragma_table_info('${table}')`).all<{
    name: string;
  }>();
  const own: Record<string, string> = {
    SubmissionId: "SubmissionId || n",
    LeadId: "SubmissionId || n",
    EmailKey: "'e' || n",
    PhoneKey: "'p' || n",
    IdempotencyHash: "IdempotencyHash || n",
  };
  const columns = results.map(({ name }) => name);
  await env.DB.prepare(
    `WITH RECURSIVE c (n) AS (SELECT 100001 UNION ALL SELECT n + 1 FROM c WHERE n < ${100_000 + times}) INSERT INTO ${table} (${columns}) SELECT ${columns.map((name) => own[name] ?? name)} FROM ${table}, c`,
  ).run();
}

test("retention takes identities away with their leads, however many", async () => {
  await send({ ...EMAIL, phone: "+919876543210" });
  await multiply("LeadSubmissions", 4999);
  rig.advance(40 * DAY_MS);
  await keepHouse(env.DB, [SKYLINE], rig.now());
  expect([await countRows("LeadSubmissions"), await countRows("LeadIdentities")]).toEqual([0, 0]);
  await send(EMAIL);
  expect([rig.column("event_type").at(-1), await countRows("Leads")]).toEqual(["primary", 1]);
});

test("retention keeps of a lead who wrote again no message of then, nor what else the form said", async () => {
  await send({ ...EMAIL, message: "my private story" });
  await rig.post({ project: "skyline", ...PHONE, budget: "my private budget" });
  rig.advance(40 * DAY_MS);
  await send(EMAIL);
  await send(PHONE);
  await keepHouse(env.DB, [SKYLINE], rig.now());
  expect(await countRows("Leads")).toBe(2);
  expect(await countRows("LeadSubmissions", "ContactMessage LIKE 'my%' OR PayloadJson LIKE '%my %'")).toBe(0);
});

test("retention keeps of a lead who wrote again nothing of where and with what they wrote then", async () => {
  const seen = {
    visitor_id: "v1",
    cta: "Call me",
    referer: "https://www.example.com/flats",
    scroll_depth_pct: 80,
  };
  await rig.postFromPage({ ...EMAIL, ...seen, message: "Please call me about the flat with two rooms" });
  rig.advance(40 * DAY_MS);
  await send(EMAIL);
  const first = () =>
    env.DB.prepare(
      "SELECT VisitorId, CtaName, PageUrl, VisitorIp, SenderKey, UserAgent, ContentKey, nullif(EngagementBreakdown, '{}') AS Engagement FROM LeadSubmissions WHERE IsPrimaryLead = 1",
    ).first<Record<string, unknown>>();
  expect(Object.values((await first()) ?? {})).not.toContain(null);
  await keepHouse(env.DB, [SKYLINE], rig.now());
  expect(new Set(Object.values((await first()) ?? {}))).toEqual(new Set([null]));
});

test("retention keeps the lead of whoever wrote lately, under another lead of theirs as well", async () => {
  await send(PHONE);
  rig.advance(DAY_MS);
  await send(EMAIL);
  rig.advance(37 * DAY_MS);
  await send({ ...EMAIL, ...PHONE });
  rig.advance(2 * DAY_MS);
  await keepHouse(env.DB, [SKYLINE], rig.now());
  await send(EMAIL);
  expect(rig.column("event_type").slice(2)).toEqual(["follow_up", "follow_up"]);
  rig.advance(40 * DAY_MS);
  await keepHouse(env.DB, [SKYLINE], rig.now());
  expect(await countRows("LeadSubmissions")).toBe(0);
});

test("retention keeps no lead for the sake of one that took its place after a long silence", async () => {
  rig = await createAdminRig({ reengagementDays: 20 });
  await send(EMAIL);
  rig.advance(25 * DAY_MS);
  await send(EMAIL);
  rig.advance(10 * DAY_MS);
  await keepHouse(env.DB, [SKYLINE], rig.now());
  expect(await countRows("Leads")).toBe(1);
  await send(EMAIL);
  expect(rig.column("event_type")).toEqual(["primary", "primary", "follow_up"]);
});

describe("what a retry is known by", () => {
  test("is kept while the first try can still come out of a queue", async () => {
    const text = { project: "skyline", ...EMAIL, message: "hello" };
    const receivedMs = rig.now();
    const intake = {
      version: 1 as const,
      submissionId: createTimedId(receivedMs),
      receivedMs,
      projectId: "skyline",
      mode: "server" as const,
      credential: "ingest",
      isTest: false,
      idempotencyKey: "k1",
      submission: { text, numbers: {}, extras: {}, ignored: [] },
    };
    rig.advance(30_000);
    await rig.post(text, { headers: { "idempotency-key": "k1" } });
    rig.advance(28 * DAY_MS);
    await keepHouse(env.DB, [], rig.now());
    expect(await rig.consume({ kind: "submission", intake })).toBe("repeated");
    expect([await countRows("LeadSubmissions"), rig.points.length]).toEqual([1, 1]);
  });

  test("is forgotten then", async () => {
    await send(EMAIL);
    rig.advance(30 * DAY_MS);
    await keepHouse(env.DB, [], rig.now());
    expect(await countRows("LeadSubmissions", "IdempotencyHash IS NULL AND BodyHash IS NULL")).toBe(1);
  });
});

describe("a dead letter", () => {
  const keep = (id: string, project: string) =>
    env.DB.prepare("INSERT INTO DeadLetters VALUES (?1, '{}', ?2, NULL, NULL, ?3, 1)")
      .bind(id, project, new Date(rig.now()).toISOString())
      .run();

  test("goes with the submissions of its age", async () => {
    await keep("of-skyline", "skyline");
    await keep("of-harbour", "harbour");
    const house = () => keepHouse(env.DB, [SKYLINE, { id: "harbour", name: "Harbour" }], rig.now());
    rig.advance(29 * DAY_MS);
    await house();
    expect(await countRows("DeadLetters")).toBe(2);
    rig.advance(2 * DAY_MS);
    await house();
    expect([
      await countRows("DeadLetters"),
      await countRows("DeadLetters", "ProjectName = 'harbour'"),
    ]).toEqual([1, 1]);
  });

  test("of no known project goes before the tombstone of whoever was erased since", async () => {
    await keep("nobody's", "");
    await keep("of-another", "closed");
    await rig.admin("POST", "/admin/erase", EMAIL);
    rig.advance(28 * DAY_MS);
    await keepHouse(env.DB, [SKYLINE], rig.now());
    expect(await countRows("DeadLetters")).toBe(2);
    rig.advance(DAY_MS + 1);
    await keepHouse(env.DB, [], rig.now());
    expect(await countRows("DeadLetters")).toBe(2);
    await keepHouse(env.DB, [SKYLINE], rig.now());
    expect(await countRows("DeadLetters")).toBe(0);
  });
});

test("a project whose turn fails stops no other's, and is named", async () => {
  await send(EMAIL);
  rig.advance(40 * DAY_MS);
  let turn = 0;
  const batch: D1Database["batch"] = async (statements) => {
    if (turn++ < 3) throw new Error("the database is down");
    return env.DB.batch(statements);
  };
  const db = { batch, prepare: (sql: string) => env.DB.prepare(sql) } as D1Database;
  const projects = [{ id: "harbour", name: "Harbour", retentionDays: 30 }, SKYLINE];
  await expect(keepHouse(db, projects, rig.now())).rejects.toThrow(
    "housekeeping failed for intake: Error: the database is down; admin actions: Error: the database is down; harbour: Error: the database is down",
  );
  expect(await countRows("LeadSubmissions")).toBe(0);
});

/** Rows that one run of housekeeping reads. */
async function countReads(): Promise<number> {
  let rowsRead = 0;
  const batch: D1Database["batch"] = async <T>(statements: D1PreparedStatement[]) => {
    const results = await env.DB.batch<T>(statements);
    rowsRead += results.reduce((sum, { meta }) => sum + meta.rows_read, 0);
    return results;
  };
  const db = { batch, prepare: (sql: string) => env.DB.prepare(sql) } as D1Database;
  await keepHouse(db, [SKYLINE], rig.now());
  return rowsRead;
}

test("retention reads none of the filtered submissions when none is due", async () => {
  await send({ ...EMAIL, ...BOT });
  await multiply("BlockedIPLeads", 2000);
  rig.advance(2 * DAY_MS);
  expect(await countReads()).toBeLessThan(50);
});

test("housekeeping reads none of the submissions whose retries it has forgotten", async () => {
  await rig.post({ project: "harbour", ...EMAIL, ...BOT });
  await multiply("BlockedIPLeads", 2000);
  rig.advance(30 * DAY_MS);
  expect(await countReads()).toBeGreaterThan(2000);
  rig.advance(2 * DAY_MS);
  expect(await countReads()).toBeLessThan(50);
});
