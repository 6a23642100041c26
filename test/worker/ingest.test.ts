import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { createIdentityHasher } from "../../src/ingest/identity.ts";
import { SUBMISSION_COLUMNS } from "../../src/ingest/submission-row.ts";
import { countRows, resetDatabase } from "./database.ts";
import { createRig } from "./ingest-rig.ts";

const JANE = { project: "skyline", name: "Jane Doe", email: "Jane.Doe@example.com", phone: "98765 43210" };
type Rig = Awaited<ReturnType<typeof createRig>>;
let rig: Rig;

beforeEach(async () => {
  await resetDatabase();
  rig = await createRig();
});

const count = async () => ({
  Leads: await countRows("Leads"),
  LeadSubmissions: await countRows("LeadSubmissions"),
  primary: await countRows("LeadSubmissions", "IsPrimaryLead = 1"),
  TestingLeads: await countRows("TestingLeads"),
  BlockedIPLeads: await countRows("BlockedIPLeads"),
  BlockedIPs: await countRows("BlockedIPs"),
});

describe("a submission", () => {
  test("of a new person is a primary lead, in one round trip", async () => {
    const answer = await rig.post({ ...JANE, source: "Google", utm_medium: "cpc" });
    expect(answer).toEqual({ status: 201, body: { status: "accepted", submission_id: expect.any(String) } });
    expect(await count()).toEqual({
      Leads: 1,
      LeadSubmissions: 1,
      primary: 1,
      TestingLeads: 0,
      BlockedIPLeads: 0,
      BlockedIPs: 0,
    });
    expect([rig.column("event_type"), rig.column("reason"), rig.column("phone_country")]).toEqual([
      ["primary"],
      ["new_identity"],
      ["+91"],
    ]);
    expect(rig.roundTrips()).toBe(1);
    const lead = await env.DB.prepare("SELECT * FROM Leads").first();
    expect(lead).toMatchObject({
      LeadId: answer.body.submission_id,
      ContactEmail: "Jane.Doe@example.com",
      ContactPhone: "+919876543210",
      EnquiryDateTime: "2026-11-20T15:30:00+05:30",
      ReceivedAt: "2026-11-20T10:00:00.000Z",
    });
  });

  test("of a known e-mail address or phone number is a follow-up of the same lead", async () => {
    const first = await rig.post(JANE);
    await rig.post({ project: "skyline", email: "jane.doe@EXAMPLE.com", message: "again" });
    await rig.post({ project: "skyline", phone: "+91-98765-43210", utm_source: "bing" });
    expect(rig.column("event_type")).toEqual(["primary", "follow_up", "follow_up"]);
    expect(await count()).toMatchObject({ Leads: 1, LeadSubmissions: 3, primary: 1 });
    const lead = await env.DB.prepare("SELECT LeadId, FirstTouchJson, LastTouchJson FROM Leads").first();
    expect(lead).toEqual({
      LeadId: first.body.submission_id,
      FirstTouchJson: "{}",
      LastTouchJson: '{"utm_source":"bing"}',
    });
  });

  test("that is stored late does not become the lead's last touch, and a remembered first touch stays", async () => {
    const first_touch = { utm_source: "bing" };
    const { body } = await rig.post({ ...JANE, utm_source: "google", first_touch });
    // As the queue's consumer stores one that came before.
    const columns = SUBMISSION_COLUMNS.join(", ");
    const late = columns
      .replace("SubmissionId", "'late'")
      .replace("ReceivedAt", "'2026-11-20T09:00:00.000Z'")
      .replace("TouchJson", "'{}'");
    await env.DB.prepare(
      `INSERT INTO LeadSubmissions (LeadId, IsPrimaryLead, EventType, Reason, ${columns})
SELECT LeadId, 0, 'follow_up', 'identity_match', ${late} FROM LeadSubmissions`,
    ).run();
    const lead = await env.DB.prepare(
      "SELECT FirstTouchJson, LastTouchJson, LastSubmissionId FROM Leads",
    ).first();
    expect(lead).toEqual({
      FirstTouchJson: JSON.stringify(first_touch),
      LastTouchJson: '{"utm_source":"google"}',
      LastSubmissionId: body.submission_id,
    });
  });

  test.each(["000000", "123456", "0000000000", "1234567890", "99999 99999"])(
    "with the made-up number %s is nobody else's, and the number is kept",
    async (phone) => {
      for (const contact of [{ email: "jane@example.com" }, { email: "john@example.com" }, { name: "Mary" }])
        await rig.post({ project: "skyline", phone, ...contact });
      expect(rig.column("event_type")).toEqual(["primary", "primary", "primary"]);
      expect(await countRows("LeadSubmissions", "ContactPhone IS NOT NULL")).toBe(3);
    },
  );

  test("with a number that cannot be read is known by its e-mail address, and without one by the number", async () => {
    const phone = "555 1234";
    await rig.post({ project: "skyline", phone });
    await rig.post({ project: "skyline", phone, message: "again" });
    await rig.post({ project: "skyline", phone, email: "jane@example.com" });
    await rig.post({ project: "skyline", phone, email: "john@example.com" });
    expect(rig.column("event_type")).toEqual(["primary", "follow_up", "primary", "primary"]);
  });

  test("of a program that sends 0 for what it does not know is neither fast nor cold", async () => {
    const zeros = { time_to_submit_s: 0, time_on_page_s: 0, scroll_depth_pct: 0, clicks: 0, visit_count: 0 };
    await rig.post({ ...JANE, ...zeros });
    expect([rig.points[0]?.doubles[1], rig.column("engagement")]).toEqual([0, [""]]);
  });

  test("of the same person for another project is a lead of its own", async () => {
    await rig.post(JANE);
    await rig.post({ ...JANE, project: "harbour", phone: "+919876543210" });
    expect(rig.column("event_type")).toEqual(["primary", "primary"]);
  });

  test("whose e-mail and phone belong to two leads goes to the older and records the other", async () => {
    const older = await rig.post({ project: "skyline", email: "jane@example.com" });
    rig.advance(1000);
    const younger = await rig.post({ project: "skyline", phone: "+919876543210" });
    rig.advance(1000);
    await rig.post({ project: "skyline", phone: "+919876543210", email: "jane@example.com" });
    const row = await env.DB.prepare(
      "SELECT LeadId, ConflictingLeadId FROM LeadSubmissions WHERE IsPrimaryLead = 0",
    ).first();
    expect(row).toEqual({ LeadId: older.body.submission_id, ConflictingLeadId: younger.body.submission_id });
  });

  test("under a retired secret is still the same person's, and is found under the new one from then on", async () => {
    const RETIRED = { version: "v1", secret: "a secret that is retired now" };
    const NEW = { version: "v2", secret: "a secret that took its place" };
    const types: string[] = [];
    const send = async (...secrets: [typeof NEW, ...(typeof NEW)[]]) => {
      const at = await createRig({ identity: createIdentityHasher(secrets) });
      await at.post({ project: "skyline", email: "jane@example.com", message: `try ${types.length}` });
      types.push(at.column("event_type")[0] ?? "");
    };
    await send(RETIRED);
    await send(NEW, RETIRED);
    await send(NEW);
    expect(types).toEqual(["primary", "follow_up", "follow_up"]);
    const keys = await env.DB.prepare("SELECT IdentityKey FROM LeadIdentities ORDER BY IdentityKey").all<{
      IdentityKey: string;
    }>();
    expect(keys.results.map((row) => row.IdentityKey.slice(0, 3))).toEqual(["v1:", "v2:"]);
  });

  test("by a way that was silent too long, of a person who wrote by another, moves it and records its lead", async () => {
    rig = await createRig({ reengagementDays: 90 });
    const email = { project: "skyline", email: "jane@example.com" };
    const phone = { project: "skyline", phone: "+919876543210" };
    const silent = await rig.post(email);
    rig.advance(100 * 86_400_000);
    const active = await rig.post(phone);
    rig.advance(1000);
    await rig.post({ ...email, ...phone });
    rig.advance(1000);
    await rig.post({ ...email, message: "again" });
    const rows = await env.DB.prepare(
      "SELECT LeadId, ConflictingLeadId FROM LeadSubmissions WHERE IsPrimaryLead = 0 ORDER BY SubmissionId",
    ).all();
    expect(rows.results).toEqual([
      { LeadId: active.body.submission_id, ConflictingLeadId: silent.body.submission_id },
      { LeadId: active.body.submission_id, ConflictingLeadId: null },
    ]);
  });

  test("from a listed address is blocked, before anything else", async () => {
    await env.DB.batch([
      env.DB.prepare(
        "INSERT INTO BlockedIPs VALUES ('203.0.113.9', '', 'admin', 'me', '2026-01-01T00:00:00Z', NULL)",
      ),
      env.DB.prepare(
        "INSERT INTO TestIPs VALUES ('203.0.113.9', '', 'office', 'me', '2026-01-01T00:00:00Z', NULL)",
      ),
      env.DB.prepare(
        "INSERT INTO TestIPs VALUES ('203.0.113.10', '', 'office', 'me', '2026-01-01T00:00:00Z', NULL)",
      ),
      env.DB.prepare(
        "INSERT INTO BlockedIPs VALUES ('203.0.113.11', '', 'x', 'me', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')",
      ),
      env.DB.prepare(
        "INSERT INTO BlockedIPs VALUES ('203.0.113.12', 'harbour', 'x', 'me', '2026-01-01T00:00:00Z', NULL)",
      ),
    ]);
    for (const last of [9, 10, 11, 12])
      await rig.post({ project: "skyline", email: `p${last}@example.com`, client_ip: `203.0.113.${last}` });
    expect(rig.column("event_type")).toEqual(["blocked", "test", "primary", "primary"]);
    expect(rig.column("reason")).toEqual(["ip_blocked", "test_ip", "new_identity", "new_identity"]);
    expect(await count()).toMatchObject({ Leads: 2, TestingLeads: 1, BlockedIPLeads: 1 });
  });

  test("from a test address is a test, also where the isolate knows no list yet", async () => {
    await env.DB.prepare(
      "INSERT INTO TestIPs VALUES ('203.0.113.10', '', 'office', 'me', '2026-01-01T00:00:00Z', NULL)",
    ).run();
    await rig.post({ ...JANE, client_ip: "203.0.113.10" });
    expect([rig.column("event_type"), rig.column("reason")]).toEqual([["test"], ["test_ip"]]);
    expect(await count()).toMatchObject({ LeadSubmissions: 0, TestingLeads: 1 });
  });

  test("with a test key is a test, and its sender is answered like everyone", async () => {
    const answer = await rig.post(JANE, { key: "lsk_testing" });
    expect(answer.body).toEqual({ status: "accepted", submission_id: expect.any(String) });
    expect([rig.column("event_type"), rig.column("reason")]).toEqual([["test"], ["test_key"]]);
  });

  test("that filled the honeypot on a page is a bot, and its address is blocked for a week", async () => {
    const answer = await rig.postFromPage({ ...JANE, honeypot: "x" });
    expect(await answer.json()).toEqual({ status: "accepted", submission_id: expect.any(String) });
    await rig.postFromPage({ email: "john@example.com" });
    rig.advance(7 * 86_400_000 + 1);
    await rig.postFromPage({ email: "mary@example.com" });
    expect(rig.column("event_type")).toEqual(["bot", "blocked", "primary"]);
    expect(await count()).toMatchObject({ BlockedIPLeads: 2, BlockedIPs: 1, Leads: 1 });
  });

  test("that a server passed on with the honeypot filled is a bot and blocks no address, which may be anybody's", async () => {
    const client_ip = "203.0.113.50";
    await rig.post({ ...JANE, client_ip, honeypot: "x" });
    await rig.post({ project: "skyline", email: "john@example.com", client_ip });
    expect(rig.column("event_type")).toEqual(["bot", "primary"]);
    expect(await count()).toMatchObject({ BlockedIPLeads: 1, BlockedIPs: 0, Leads: 1 });
  });

  test("that filled the honeypot in a network of one's own is a bot and blocks nobody there", async () => {
    await rig.postFromPage({ ...JANE, honeypot: "x" }, "192.168.1.5");
    await rig.postFromPage({ email: "john@example.com" }, "192.168.1.5");
    expect(rig.column("event_type")).toEqual(["bot", "primary"]);
    expect(await count()).toMatchObject({ BlockedIPLeads: 1, BlockedIPs: 0 });
  });

  test("passed on by a server is suspicious neither for how many come at once nor for what others wrote", async () => {
    const message = "Please call me about the flat with two rooms";
    for (let i = 0; i < 7; i++)
      await rig.post({ project: "skyline", email: `p${i}@example.com`, client_ip: "203.0.113.50", message });
    expect(rig.points.map((point) => point.doubles[1])).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test.each([
    [0, 60, ["primary", "primary"]],
    [90, 60, ["primary", "primary"]],
    [30, 61, ["primary", "follow_up"]],
    [30, 0, ["primary", "follow_up"]],
  ])(
    "after 60 days, with %i days for all and %i for its project: %j",
    async (reengagementDays, own, types) => {
      const find = async (id: string) => {
        const project = await rig.projects.find(id);
        return project && { ...project, reengagementDays: own };
      };
      rig = await createRig({ reengagementDays, projects: { ...rig.projects, find } });
      await rig.post(JANE);
      rig.advance(60 * 86_400_000);
      await rig.post(JANE);
      expect(rig.column("event_type")).toEqual(types);
    },
  );

  test("sent twice is counted once and answered with the first id", async () => {
    const first = await rig.post(JANE);
    expect(await rig.post(JANE)).toEqual(first);
    rig.advance(10 * 60_000 - 1);
    expect(await rig.post(JANE)).toEqual(first);
    expect(rig.column("event_type")).toEqual(["primary"]);
    rig.advance(1);
    await rig.post(JANE);
    expect(rig.column("event_type")).toEqual(["primary", "follow_up"]);
  });

  test("with a used Idempotency-Key and another body is refused and stores nothing", async () => {
    const headers = { "idempotency-key": "k-1" };
    const first = await rig.post(JANE, { headers });
    expect(await rig.post({ ...JANE, clicks: 3 }, { headers })).toEqual(first);
    const other = await rig.post({ project: "skyline", email: "other@example.com" }, { headers });
    expect(other.status).toBe(422);
    expect(await countRows("LeadIdentities")).toBe(2);
  });
});

test("the lists are held in the isolate: one round trip for everyone, and a refresh behind the answer", async () => {
  const send = (i: number) =>
    rig.post({ project: "skyline", email: `p${i}@example.com`, client_ip: "203.0.113.9" });
  const trips: number[] = [];
  for (const [i, wait] of [0, 1000, 30_001, 1000, 300_001].entries()) {
    rig.advance(wait);
    await send(i);
    await rig.settled();
    trips.push(rig.roundTrips());
  }
  // The third and the fifth found the lists old: the third read them again behind its answer, the fifth in its batch.
  expect(trips).toEqual([1, 2, 4, 5, 6]);
  await env.DB.prepare(
    "INSERT INTO BlockedIPs VALUES ('203.0.113.9', '', 'x', 'me', '2026-01-01T00:00:00Z', NULL)",
  ).run();
  await send(10);
  rig.advance(30_001);
  await send(11);
  await rig.settled();
  await send(12);
  expect(rig.column("event_type").slice(-3)).toEqual(["primary", "primary", "blocked"]);
});

test("lists that are too long for an isolate are read now and then, not with every submission", async () => {
  await env.DB.prepare(
    "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 5001) INSERT INTO BlockedIPs SELECT 'sender ' || n, '', 'x', 'detector', '2026-01-01T00:00:00Z', NULL FROM c",
  ).run();
  const read: number[] = [];
  const batch: D1Database["batch"] = async <T>(statements: D1PreparedStatement[]) => {
    const results = await env.DB.batch<T>(statements);
    read.push(results.reduce((sum, { results: rows }) => sum + rows.length, 0));
    return results;
  };
  rig = await createRig({ db: { batch, prepare: (sql: string) => env.DB.prepare(sql) } as D1Database });
  for (const [i, client_ip] of ["203.0.113.9", "203.0.113.9", "203.0.113.10"].entries()) {
    if (i === 2)
      await env.DB.prepare(
        "INSERT INTO BlockedIPs VALUES ('203.0.113.10', '', 'x', 'me', '2026-01-01T00:00:00Z', NULL)",
      ).run();
    await rig.post({ project: "skyline", email: `p${i}@example.com`, client_ip });
    await rig.settled();
  }
  expect(rig.column("event_type")).toEqual(["primary", "primary", "blocked"]);
  expect(read.map((rows) => rows > 5000)).toEqual([true, false, false]);
});

test("with bot detection off what decides only adds suspicion", async () => {
  rig = await createRig({ botDetection: false });
  await rig.post({ ...JANE, honeypot: "x", client_ip: "203.0.113.50" });
  expect([rig.column("event_type"), rig.points[0]?.doubles[1]]).toEqual([["primary"], 100]);
  expect(await count()).toMatchObject({ Leads: 1, BlockedIPLeads: 0, BlockedIPs: 0 });
});

test("simultaneous first submissions of one person give one primary and one follow-up", async () => {
  for (let i = 0; i < 50; i++) {
    const email = `person${i}@example.com`;
    await Promise.all([
      rig.post({ project: "skyline", email, message: "a" }),
      rig.post({ project: "skyline", email, message: "b" }),
    ]);
  }
  expect(await count()).toMatchObject({ Leads: 50, LeadSubmissions: 100, primary: 50 });
  expect(rig.column("event_type").filter((type) => type === "primary")).toHaveLength(50);
});

describe("a bad request", () => {
  test.each([
    ["without a key", { key: "" }, JANE, 401, "unauthorized"],
    ["with an unknown key", { key: "lsk_nobody" }, JANE, 401, "unauthorized"],
    ["with a reader's key", { key: "lsk_marketing" }, JANE, 403, "forbidden"],
    [
      "for a project of another key",
      { key: "lsk_skyline" },
      { ...JANE, project: "harbour" },
      403,
      "forbidden",
    ],
    ["for an unknown project", {}, { ...JANE, project: "skylin" }, 422, "unknown_project"],
    ["without a project", {}, { email: "a@example.com" }, 422, "invalid_body"],
    ["without a contact", {}, { project: "skyline" }, 422, "invalid_body"],
    [
      "with a body of another type",
      { headers: { "content-type": "text/csv" } },
      "a,b",
      415,
      "unsupported_media_type",
    ],
    ["with broken JSON", { headers: { "content-type": "application/json" } }, "{", 400, "invalid_json"],
    ["with a list", { headers: { "content-type": "application/json" } }, "[]", 422, "invalid_body"],
    [
      "that is too large",
      { headers: { "content-type": "application/json" } },
      "x".repeat(64 * 1024 + 1),
      413,
      "body_too_large",
    ],
  ])("%s is refused", async (_, init, body, status, code) => {
    const answer = await rig.post(body, init);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await count()).toMatchObject({ LeadSubmissions: 0, TestingLeads: 0, BlockedIPLeads: 0 });
    expect(rig.points).toEqual([]);
  });

  test("gets every field to repair at once", async () => {
    const answer = await rig.post({ email: "nobody", phone: "12" });
    expect(answer.body.errors).toMatchObject([
      { field: "project", message: "required: the id of the project" },
      { field: "email", message: "must be an e-mail address, e.g. jane@example.com" },
      { field: "phone", message: "must be a phone number of 6 to 18 digits, e.g. +91 98765 43210" },
    ]);
  });
});

test("a form post and a scoped key without a project make a lead", async () => {
  const form = new URLSearchParams({
    Name: "Jane Doe",
    Email: "jane@example.com",
    phone_number: "x",
    Budget: "1 Cr",
  });
  const answer = await rig.post(form, { key: "lsk_skyline" });
  expect(answer.status).toBe(201);
  const row = await env.DB.prepare("SELECT ProjectName, PayloadJson FROM LeadSubmissions").first<{
    PayloadJson: string;
  }>();
  expect(JSON.parse(row?.PayloadJson ?? "")).toEqual({
    fields: { name: "Jane Doe", email: "jane@example.com", phone: "x" },
    extra: { Budget: "1 Cr" },
    ignored: [{ field: "phone", reason: "not a phone number" }],
  });
});
