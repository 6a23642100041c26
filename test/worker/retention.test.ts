import { env } from "cloudflare:workers";
import { beforeEach, expect, test } from "vitest";
import { keepHouse } from "../../src/ingest/housekeeping.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const DAY_MS = 86_400_000;
const EMAIL = { email: "jane@example.com" };
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
    IdempotencyHash: "NULL",
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

test("retention keeps of a lead who wrote again no message of then", async () => {
  await send({ ...EMAIL, message: "my private story" });
  rig.advance(40 * DAY_MS);
  await send(EMAIL);
  await keepHouse(env.DB, [SKYLINE], rig.now());
  expect([await countRows("Leads"), await countRows("LeadSubmissions", "ContactMessage LIKE 'my%'")]).toEqual(
    [1, 0],
  );
});

test("retention reads none of the filtered submissions when none is due", async () => {
  await send({ ...EMAIL, honeypot: "x", client_ip: "203.0.113.50" });
  await multiply("BlockedIPLeads", 2000);
  rig.advance(2 * DAY_MS);
  let rowsRead = 0;
  const batch: D1Database["batch"] = async <T>(statements: D1PreparedStatement[]) => {
    const results = await env.DB.batch<T>(statements);
    rowsRead += results.reduce((sum, { meta }) => sum + meta.rows_read, 0);
    return results;
  };
  await keepHouse(
    { batch, prepare: (sql: string) => env.DB.prepare(sql) } as D1Database,
    [SKYLINE],
    rig.now(),
  );
  expect(rowsRead).toBeLessThan(50);
});
