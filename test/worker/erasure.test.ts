import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { keepDeadLetters } from "../../src/ingest/dead-letters.ts";
import { erase } from "../../src/ingest/erase.ts";
import { keepHouse } from "../../src/ingest/housekeeping.ts";
import { createIdentityHasher } from "../../src/ingest/identity.ts";
import { driveOwedEvents, oweEvent } from "../../src/ingest/owed-events.ts";
import { toPersonKeys } from "../../src/ingest/person.ts";
import { createTimedId } from "../../src/ingest/timed-id.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const DAY_MS = 86_400_000;
const EMAIL = { email: "jane@example.com" };
const PHONE = { phone: "+919876543210" };
const MADE_UP = { phone: "000000" };
const BOT = { honeypot: "x", client_ip: "203.0.113.50" };
const SKYLINE = { id: "skyline", name: "Skyline", retentionDays: 30 };
const OLD_SECRET = { version: "v1", secret: "a test secret of sufficient length" };
const NEW_SECRET = { version: "v2", secret: "another test secret of sufficient length" };
/** The former secret is retired, and later forgotten. */
const ROTATED = createIdentityHasher([NEW_SECRET, OLD_SECRET]);
const RENEWED = createIdentityHasher([NEW_SECRET]);
let rig: Awaited<ReturnType<typeof createAdminRig>>;
beforeEach(async () => {
  await resetDatabase();
  rig = await createAdminRig();
});

const send = (contact: object, options = {}) =>
  rig.post({ project: "skyline", message: `at ${rig.now()}`, ...contact }, options);

/** A lead whose number is told by a submission that is past its time, and by their identity. */
async function sendPhoneLongAgo() {
  await send(EMAIL);
  rig.advance(1);
  await send({ ...EMAIL, ...PHONE });
  rig.advance(40 * DAY_MS);
  await send(EMAIL);
}

/** A lead as a version stored it that took every number for an identity. */
async function sendAsBefore(contact: object) {
  const { body } = await send({ ...contact, ...MADE_UP });
  const { current } = await rig.identity.toKeys("phone", MADE_UP.phone);
  await env.DB.batch([
    env.DB.prepare("UPDATE LeadSubmissions SET PhoneKey = ?1").bind(current),
    env.DB.prepare("INSERT OR IGNORE INTO LeadIdentities VALUES ('skyline', ?1, 'phone', ?2, '')").bind(
      current,
      body.submission_id,
    ),
  ]);
}

/** With everything that is linked with her. */
const eraseJane = (more = {}) => rig.admin("POST", "/admin/erase", { ...EMAIL, linked: true, ...more });

/** Goes on later, with another secret. */
async function rotate(days: number, reengagementDays = 0) {
  const nowMs = rig.now() + days * DAY_MS;
  rig = await createAdminRig({ identity: ROTATED, reengagementDays });
  rig.advance(nowMs - rig.now());
}

const eraseUnder = async (identity: typeof ROTATED, person: object, db = env.DB) =>
  erase(db, identity, {
    id: crypto.randomUUID(),
    keys: await toPersonKeys(person, [], identity),
    projectId: null,
    linked: true,
    requestedBy: "admin",
    nowMs: rig.now(),
  });

/** The database, with something that happens between finding a person and deleting them. */
const interruptedBy = (happening: () => Promise<unknown>) =>
  ({
    prepare: (sql: string) => env.DB.prepare(sql),
    batch: async (statements: D1PreparedStatement[]) => {
      await happening();
      return env.DB.batch(statements);
    },
  }) as D1Database;

function toMessage(text: Record<string, string>, { ageMs = 1000, projectId = "skyline" } = {}) {
  const receivedMs = rig.now() - ageMs;
  return {
    kind: "submission" as const,
    intake: {
      version: 1 as const,
      submissionId: createTimedId(receivedMs),
      receivedMs,
      projectId,
      mode: "server" as const,
      credential: "ingest",
      isTest: false,
      submission: { text, numbers: {}, extras: {}, ignored: [] },
    },
  };
}

const keepLetter = (body: unknown, identity = rig.identity) =>
  keepDeadLetters(
    {
      queue: "lead-intake-dead",
      messages: [
        { id: crypto.randomUUID(), body, attempts: 101, timestamp: new Date(0), ack() {}, retry() {} },
      ],
    } as unknown as MessageBatch,
    { ...rig, identity },
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
    await send({ ...PHONE, ...BOT });
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
    await send({ ...EMAIL, ...PHONE, ...BOT });
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
    await sendPhoneLongAgo();
    await keepHouse(env.DB, [SKYLINE], rig.now());
    await eraseJane();
    expect(await countRows("LeadIdentities")).toBe(0);
    rig.advance(1);
    await send(PHONE);
    expect([rig.column("event_type").at(-1), await countRows("Leads")]).toEqual(["primary", 1]);
  });

  test("what was filtered or queued under a number that only the identity of their lead still tells", async () => {
    await sendPhoneLongAgo();
    await send({ ...PHONE, ...BOT });
    const queued = toMessage(PHONE);
    await keepHouse(env.DB, [SKYLINE], rig.now());
    await eraseJane();
    expect([await countRows("BlockedIPLeads"), await rig.consume(queued)]).toEqual([0, "erased"]);
  });

  test("a lead of which only the identity still tells the number that is given", async () => {
    await sendPhoneLongAgo();
    await keepHouse(env.DB, [SKYLINE], rig.now());
    await rig.admin("POST", "/admin/erase", { ...PHONE, linked: true });
    expect(await countRows("LeadSubmissions")).toBe(0);
  });

  test("a lead that was known by a made-up number in an earlier version", async () => {
    await sendAsBefore(EMAIL);
    await rig.admin("POST", "/admin/erase", MADE_UP);
    expect([await countRows("LeadSubmissions"), await countRows("LeadIdentities")]).toEqual([0, 0]);
  });

  test("the form tokens they used, whatever their submissions were taken for", async () => {
    for (const fields of [EMAIL, { ...EMAIL, message: "again", honeypot: "x" }]) {
      const form_token = await rig.tokens.issue("skyline", rig.now() - 60_000);
      await rig.postFromPage({ ...fields, form_token });
    }
    expect(await countRows("UsedFormTokens")).toBe(2);
    await eraseJane();
    expect(await countRows("UsedFormTokens")).toBe(0);
  });

  test("what was filtered under a secret that came after their lead", async () => {
    await send({ ...EMAIL, ...PHONE });
    await rotate(1);
    await send({ ...PHONE, ...BOT });
    await eraseUnder(ROTATED, EMAIL);
    expect([await countRows("LeadSubmissions"), await countRows("BlockedIPLeads")]).toEqual([0, 0]);
  });

  test("the lead before a long silence, whose secret is gone", async () => {
    await send(EMAIL);
    await rotate(40, 30);
    await send(EMAIL);
    expect(await countRows("Leads")).toBe(2);
    await eraseUnder(RENEWED, EMAIL);
    expect(await countRows("LeadSubmissions")).toBe(0);
  });

  test("the lead after a long silence, of an address that retention forgot and whose secret is gone", async () => {
    await send(PHONE);
    rig.advance(DAY_MS);
    await send({ ...EMAIL, ...PHONE });
    await rotate(20, 30);
    await send(PHONE);
    rig.advance(14 * DAY_MS);
    await keepHouse(env.DB, [SKYLINE], rig.now());
    await send(EMAIL);
    expect(await countRows("Leads")).toBe(2);
    await eraseUnder(RENEWED, PHONE);
    expect(await countRows("LeadSubmissions")).toBe(0);
  });

  test("a follow-up that was stored while they were looked for", async () => {
    await send({ ...EMAIL, ...PHONE });
    rig.advance(1);
    const db = interruptedBy(async () => {
      rig.advance(1);
      expect(await send(PHONE)).toMatchObject({ status: 201 });
    });
    expect(await eraseUnder(rig.identity, EMAIL, db)).toMatchObject({ LeadSubmissions: 2 });
    expect(await countRows("LeadSubmissions")).toBe(0);
  });

  test("a filtered submission that was restored while they were looked for", async () => {
    const { body } = await send({ ...EMAIL, ...PHONE, ...BOT });
    rig.advance(1);
    await send({ email: "john@example.com", ...PHONE });
    const db = interruptedBy(() => rig.admin("POST", `/admin/filtered/${body.submission_id}/restore`));
    await eraseUnder(rig.identity, EMAIL, db);
    const { current } = await rig.identity.toKeys("email", EMAIL.email);
    expect([
      await countRows("LeadSubmissions"),
      await countRows("LeadSubmissions", "ContactEmail = 'john@example.com'"),
      await countRows("LeadIdentities", `IdentityKey = '${current}'`),
    ]).toEqual([1, 1, 0]);
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
    await send({ ...EMAIL, ...BOT });
    await send({ project: "harbour", email: "other@example.com", ...BOT });
    for (const project of ["skyline", "harbour"])
      await env.DB.prepare(
        "INSERT INTO BlockedIPs VALUES ('203.0.113.50', ?1, 'honeypot', 'detector', '2026-11-20T10:00:00Z', NULL)",
      )
        .bind(project)
        .run();
    await eraseJane({ project: "skyline" });
    expect(await countRows("BlockedIPs", "ProjectName = 'harbour'")).toBe(1);
    expect(await countRows("BlockedIPs")).toBe(1);
  });
});

describe("erasing a person leaves", () => {
  test("a stranger who made up the same number", async () => {
    await sendAsBefore({ email: "john@example.com" });
    await send({ ...EMAIL, ...MADE_UP });
    await eraseJane();
    expect(await countRows("Leads", "ContactEmail = 'john@example.com'")).toBe(1);
    expect(await countRows("Leads")).toBe(1);
  });

  test("a stranger who has the national number in the country of another project", async () => {
    await send({ phone: "+971501234567" });
    await rig.admin("POST", "/admin/erase", { phone: "501234567", project: "skyline" });
    expect(await countRows("LeadSubmissions")).toBe(1);
    await rig.admin("POST", "/admin/erase", { phone: "501234567" });
    expect(await countRows("LeadSubmissions")).toBe(0);
  });

  test("what another project holds of them, dead letters and filtered submissions alike", async () => {
    for (const project of ["skyline", "harbour"]) {
      await keepLetter(toMessage(EMAIL, { projectId: project }));
      await send({ project, ...EMAIL, ...BOT });
    }
    await eraseJane({ project: "skyline" });
    const ofHarbour = "ProjectName = 'harbour'";
    for (const table of ["DeadLetters", "BlockedIPLeads"])
      expect([await countRows(table), await countRows(table, ofHarbour)]).toEqual([1, 1]);
  });

  test("the block that an admin put on their sender", async () => {
    await env.DB.prepare(
      "INSERT INTO BlockedIPs VALUES ('203.0.113.50', 'skyline', 'spam', 'admin', '2026-11-20T10:00:00Z', NULL)",
    ).run();
    await send({ ...EMAIL, ...BOT });
    await eraseJane();
    expect([await countRows("BlockedIPLeads"), await countRows("BlockedIPs")]).toEqual([0, 1]);
  });

  test("their count, even where its data point is still owed", async () => {
    const { body } = await send(EMAIL);
    const event = { project: "skyline", event_type: "primary", reason: "new_identity" } as never;
    await oweEvent(env.DB, { submissionId: String(body.submission_id), event }, rig.now());
    rig.points.length = 0;
    await eraseJane();
    await driveOwedEvents(env.DB, rig.dataset, rig.log);
    expect([await countRows("LeadSubmissions"), rig.points.length]).toEqual([0, 1]);
  });

  test("a proof with what was removed, although the first try failed", async () => {
    await send(EMAIL);
    const broken = {
      prepare: (sql: string) => {
        if (sql.includes("INTO Erasures")) throw new Error("the database is down");
        return env.DB.prepare(sql);
      },
      batch: (statements: D1PreparedStatement[]) => env.DB.batch(statements),
    } as D1Database;
    await expect(eraseUnder(rig.identity, EMAIL, broken)).rejects.toThrow("down");
    const removed = await eraseUnder(rig.identity, EMAIL);
    const proof = await env.DB.prepare("SELECT CountsJson FROM Erasures").first<string>("CountsJson");
    expect([removed, JSON.parse(proof ?? "")]).toEqual([removed, removed]);
    expect(removed).toMatchObject({ LeadSubmissions: 1, LeadIdentities: 1 });
  });
});

describe("a tombstone", () => {
  test("drops what was received up to its own moment", async () => {
    const [last, next] = [toMessage(EMAIL, { ageMs: 0 }), toMessage({ ...EMAIL, name: "x" }, { ageMs: -1 })];
    await eraseJane();
    expect([await rig.consume(last), await rig.consume(next)]).toEqual(["erased", "stored"]);
  });

  test("is found after its secret was retired", async () => {
    const message = toMessage(EMAIL);
    await eraseJane();
    await keepLetter(message, ROTATED);
    expect(await countRows("DeadLetters")).toBe(0);
  });

  test("of one project drops nothing of another", async () => {
    await eraseJane({ project: "skyline" });
    expect(await rig.consume(toMessage(EMAIL))).toBe("erased");
    expect(await rig.consume(toMessage(EMAIL, { projectId: "harbour" }))).toBe("stored");
  });

  test("is renewed when the person is erased again", async () => {
    await eraseJane();
    rig.advance(2000);
    const between = toMessage(EMAIL);
    await eraseJane();
    expect(await rig.consume(between)).toBe("erased");
  });

  test("outlasts what two queues can hold one after the other, and not for long", async () => {
    const message = toMessage(EMAIL);
    await eraseJane();
    rig.advance(28 * DAY_MS);
    await keepHouse(env.DB, [SKYLINE], rig.now());
    expect(await rig.consume(message)).toBe("erased");
    rig.advance(2 * DAY_MS);
    await keepHouse(env.DB, [SKYLINE], rig.now());
    expect(await countRows("ErasedIdentities")).toBe(0);
  });
});
