import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import type { LeadEvent } from "../../src/domain/dataset.ts";
import { createConsume } from "../../src/ingest/consumer.ts";
import { keepDeadLetters, replayDeadLetters } from "../../src/ingest/dead-letters.ts";
import { keepHouse } from "../../src/ingest/housekeeping.ts";
import { createIdentityHasher } from "../../src/ingest/identity.ts";
import type { Intake as QueuedIntake } from "../../src/ingest/intake.ts";
import { driveOwedEvents, oweEvent } from "../../src/ingest/owed-events.ts";
import type { QueueMessage } from "../../src/ingest/queue-message.ts";
import { type RestoreOptions, restore } from "../../src/ingest/restore.ts";
import { createSenderLists } from "../../src/ingest/sender-lists.ts";
import { createTimedId } from "../../src/ingest/timed-id.ts";
import { createIntake } from "../../src/intake.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const DAY_MS = 86_400_000;
const EMAIL = { email: "jane@example.com" };
const PHONE = { phone: "+919876543210" };
const SENDER = "203.0.113.50";
const BOT = { honeypot: "x" };
const BLOCK = `INSERT INTO BlockedIPs VALUES ('${SENDER}', '', 'admin', 'me', '2026-01-01T00:00:00Z', NULL)`;
const RULES = { botDetection: true, timezone: "Asia/Kolkata", blockDays: 7, reengagementDays: 0 };
const DOWN = new Error("D1_ERROR: network connection lost");
const BROWSER = {
  mode: "browser" as const,
  connection: { ip: SENDER, userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/142.0.0.0" },
};
type Batch = D1Database["batch"];
let rig: Awaited<ReturnType<typeof createAdminRig>>;

beforeEach(async () => {
  await resetDatabase();
  rig = await createAdminRig();
});

const send = (contact: object, options = {}) =>
  rig.post({ project: "skyline", message: `at ${rig.now()}`, ...contact }, options);
/** Sends a submission of a page's visitor; answers with its id. */
async function sendFromPage(fields: object): Promise<string> {
  const answer = await rig.postFromPage({ message: `at ${rig.now()}`, ...fields }, SENDER);
  return (await answer.json<{ submission_id: string }>()).submission_id;
}
/** The points so far, each as `<type>:<reason>`. */
const counted = () => rig.column("event_type").map((type, i) => `${type}:${rig.column("reason")[i]}`);
const stored = () => Promise.all([countRows("LeadSubmissions"), countRows("BlockedIPLeads")]);
const drive = (db = env.DB) => driveOwedEvents(db, rig.dataset, () => {});

/** The database with another `batch`, failing at statements that a pattern finds. */
function toDatabase(batch: Batch | undefined, fails?: RegExp): D1Database {
  return new Proxy(env.DB, {
    get(target, name) {
      if (name === "batch" && batch) return batch;
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        if (name === "prepare" && fails?.test(String(args[0]))) throw DOWN;
        return Reflect.apply(value, target, args);
      };
    },
  });
}

function toMessage(text: Record<string, string>, more: Partial<QueuedIntake> = {}) {
  const receivedMs = rig.now();
  const intake: QueuedIntake = {
    version: 1,
    submissionId: createTimedId(receivedMs),
    receivedMs,
    projectId: "skyline",
    mode: "server",
    credential: "ingest",
    isTest: false,
    submission: { text, numbers: {}, extras: {}, ignored: [] },
    ...more,
  };
  return { kind: "submission" as const, intake };
}

const REFUSING: RestoreOptions["dataset"] = {
  writeDataPoint() {
    throw new TypeError("refused");
  },
};

/** A rig whose database answers too late: it commits at once, or when it is told to. */
async function createLateRig(commits: "at once" | "later", send?: (message: QueueMessage) => Promise<void>) {
  const queued: QueueMessage[] = [];
  const late: (() => Promise<unknown>)[] = [];
  const batch: Batch = async (statements) => {
    if (commits === "at once") await env.DB.batch(statements);
    else late.push(() => env.DB.batch(statements));
    return new Promise(() => {});
  };
  const lists = createSenderLists();
  rig = await createAdminRig({
    db: toDatabase(batch),
    storeLimitMs: 60,
    queue: { send: send ?? (async (message) => void queued.push(structuredClone(message))) },
    lists,
  });
  return { queued, late, lists };
}

async function consumeAll(messages: readonly QueueMessage[]): Promise<string[]> {
  const outcomes: string[] = [];
  for (const message of messages) outcomes.push(await rig.consume(message));
  return outcomes;
}

describe("a restored submission", () => {
  const restoreAt = (id: string, more: Partial<RestoreOptions> = {}) =>
    restore({ ...rig, ...more }, id, "admin");
  const pathOf = (id: string) => `/admin/filtered/${id}/restore`;

  test("is counted once as what it was and once as restored, also when the consumer comes after it", async () => {
    const { queued } = await createLateRig("at once");
    await restoreAt(await sendFromPage({ ...EMAIL, ...BOT }));
    expect(await consumeAll(queued)).toEqual(["stored"]);
    expect(await consumeAll(queued)).toEqual(["already_counted"]);
    expect(counted().sort()).toEqual(["bot:honeypot", "primary:restored_bot"]);
    expect(rig.column("is_primary").sort()).toEqual(["0", "1"]);
    expect(await countRows("BlockedIPs")).toBe(0);
  });

  test("is counted once when its message is delivered again", async () => {
    const message = toMessage({ ...EMAIL, ...BOT });
    await rig.consume(message);
    await rig.admin("POST", pathOf(message.intake.submissionId));
    expect(await rig.consume(message)).toBe("already_counted");
    expect(counted()).toEqual(["bot:honeypot", "primary:restored_bot"]);
    expect(await countRows("LeadSubmissions", "PointState = 'sent'")).toBe(1);
  });

  test("is nobody else's for a number that both made up", async () => {
    for (const contact of [EMAIL, { email: "john@example.com" }]) {
      const message = toMessage({ ...contact, ...BOT, phone: "000000" });
      await rig.consume(message);
      await rig.admin("POST", pathOf(message.intake.submissionId));
    }
    expect(counted().filter((it) => it.endsWith("restored_bot"))).toEqual([
      "primary:restored_bot",
      "primary:restored_bot",
    ]);
  });

  test("is counted later when the dataset refuses it, also as a follow-up", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    await send(EMAIL);
    const restored = await restoreAt(id, { dataset: REFUSING });
    expect(restored).toEqual({ type: "follow_up", reason: "restored_bot" });
    expect(await countRows("LeadSubmissions", "PointState = 'owed'")).toBe(1);
    expect([await drive(), await drive()]).toEqual([1, 0]);
    expect(counted()).toEqual(["bot:honeypot", "primary:new_identity", "follow_up:restored_bot"]);
    expect([rig.column("is_primary"), rig.points[2]?.doubles]).toEqual([
      ["0", "1", "0"],
      rig.points[0]?.doubles,
    ]);
  });

  test("is counted later when the database fails behind the restore", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    let isDown = false;
    const batch: Batch = async (statements) => {
      if (isDown) throw DOWN;
      isDown = true;
      return env.DB.batch(statements);
    };
    await restoreAt(id, { db: toDatabase(batch, /UPDATE OwedEvents/) });
    expect(await rig.admin("POST", pathOf(id))).toMatchObject({ status: 409 });
    expect([await drive(), counted()]).toEqual([1, ["bot:honeypot", "primary:restored_bot"]]);
  });

  test("frees its sender once: a second try lifts no newer block", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    await rig.admin("POST", pathOf(id));
    await sendFromPage({ email: "other@example.com", ...BOT });
    expect((await rig.admin("POST", pathOf(id))).status).toBe(409);
    expect(await countRows("BlockedIPs")).toBe(1);
  });

  test("frees its sender in its own project only", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    await env.DB.prepare(
      "INSERT INTO BlockedIPs SELECT IpAddress, 'harbour', Reason, AddedBy, CreatedAt, ExpiresAt FROM BlockedIPs",
    ).run();
    await rig.admin("POST", pathOf(id));
    expect([await countRows("BlockedIPs"), await countRows("BlockedIPs", "ProjectName = 'harbour'")]).toEqual(
      [1, 1],
    );
  });

  test("keeps how its person first came", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT, first_touch: { utm_source: "bing" } });
    await rig.admin("POST", pathOf(id));
    expect(await env.DB.prepare("SELECT FirstTouchJson FROM Leads").first("FirstTouchJson")).toBe(
      '{"utm_source":"bing"}',
    );
  });

  test("does not lift what an admin blocked", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    await env.DB.prepare("UPDATE BlockedIPs SET AddedBy = 'me'").run();
    await rig.admin("POST", pathOf(id));
    expect(await countRows("BlockedIPs")).toBe(1);
  });

  test("of a person who is being erased is not found, and nothing of it changes", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    const { current } = await rig.identity.toKeys("email", EMAIL.email);
    await env.DB.prepare("INSERT INTO ErasedIdentities VALUES (?1, '', ?2)").bind(current, rig.now()).run();
    rig.advance(1);
    expect(await rig.admin("POST", pathOf(id))).toMatchObject({ status: 404 });
    expect([...(await stored()), await countRows("OwedEvents")]).toEqual([0, 1, 0]);
    expect([await countRows("BlockedIPs"), await countRows("BlockedIPLeads", "RestoredAt IS NULL")]).toEqual([
      1, 1,
    ]);
    expect(counted()).toEqual(["bot:honeypot"]);
  });

  test("of a person who is erased while it is restored is not found", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    const db = toDatabase(async (statements) => {
      await rig.admin("POST", "/admin/erase", EMAIL);
      return env.DB.batch(statements);
    });
    await expect(restoreAt(id, { db })).rejects.toMatchObject({ code: "not_found" });
  });

  test("is known under the secret of today, and finds its person under one that was retired since", async () => {
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    await send(EMAIL);
    const identity = createIdentityHasher([
      { version: "v2", secret: "a secret that took its place" },
      { version: "v1", secret: "a test secret of sufficient length" },
    ]);
    expect(await restoreAt(id, { identity })).toMatchObject({ type: "follow_up" });
    expect(await countRows("LeadSubmissions", "IsPrimaryLead = 0 AND EmailKey GLOB 'v2:*'")).toBe(1);
    expect(await countRows("LeadIdentities", "IdentityKey GLOB 'v2:*'")).toBe(1);
  });
});

describe("an owed event", () => {
  async function createOwed() {
    const { body } = await send(EMAIL);
    const event = { project: "skyline", event_type: "primary", reason: "new_identity" } as LeadEvent;
    rig.points.length = 0;
    return { kind: "event" as const, submissionId: String(body.submission_id), event };
  }
  const attempts = () => env.DB.prepare("SELECT Attempts FROM OwedEvents").first("Attempts");

  test("is written once, its message delivered again after it was", async () => {
    const message = await createOwed();
    expect(await consumeAll([message, message])).toEqual(["owed", "owed"]);
    expect(await drive()).toBe(1);
    expect(await rig.consume(message)).toBe("already_counted");
    expect([await drive(), rig.points.length, await countRows("OwedEvents")]).toEqual([0, 1, 0]);
  });

  test("is written once by two runs at the same time", async () => {
    await oweEvent(env.DB, await createOwed(), rig.now());
    expect((await Promise.all([drive(), drive()])).sort()).toEqual([0, 1]);
    expect(rig.points).toHaveLength(1);
  });

  test("is written once when what was written cannot be marked, and stays to be seen", async () => {
    await oweEvent(env.DB, await createOwed(), rig.now());
    const db = toDatabase(undefined, /DELETE FROM OwedEvents/);
    expect([await drive(db), await drive(db), await drive()]).toEqual([1, 0, 0]);
    expect(rig.points).toHaveLength(1);
    expect((await rig.admin("GET", "/admin/dead-letters")).body).toMatchObject({ owed_events: 1 });
  });

  test("is not written before it is claimed, and afterwards it is", async () => {
    await oweEvent(env.DB, await createOwed(), rig.now());
    await expect(drive(toDatabase(undefined, /UPDATE OwedEvents/))).rejects.toThrow("lost");
    expect(rig.points).toHaveLength(0);
    expect([await drive(), rig.points.length]).toEqual([1, 1]);
  });

  test("that cannot be read keeps no other from being written", async () => {
    await env.DB.prepare(
      "INSERT INTO OwedEvents VALUES ('a', 'a', '{', 0, 0), ('b', 'b', 'null', 0, 0)",
    ).run();
    await oweEvent(env.DB, await createOwed(), rig.now());
    expect([await drive(), rig.points.length, await countRows("OwedEvents", "Attempts = 1")]).toEqual([
      1, 1, 2,
    ]);
  });

  test("waits for its turn, the oldest first, 200 in one run", async () => {
    const { submissionId, event } = await createOwed();
    for (let n = 201; n > 0; n--) await oweEvent(env.DB, { submissionId: `${submissionId}-${n}`, event }, n);
    expect([await drive(), rig.points.length]).toEqual([200, 200]);
    expect(await env.DB.prepare("SELECT OwedSinceMs FROM OwedEvents").first("OwedSinceMs")).toBe(201);
  });

  test("is given up after a week of runs", async () => {
    await oweEvent(env.DB, await createOwed(), rig.now());
    await env.DB.prepare("UPDATE OwedEvents SET Attempts = 335").run();
    const refused = await driveOwedEvents(env.DB, REFUSING, () => {});
    expect([refused, await attempts()]).toEqual([0, 336]);
    expect([await drive(), await attempts(), rig.points.length]).toEqual([0, 336, 0]);
  });

  test("goes when the dataset would keep it no longer", async () => {
    await oweEvent(env.DB, await createOwed(), rig.now());
    rig.advance(92 * DAY_MS);
    await keepHouse(env.DB, [], rig.now());
    expect(await countRows("OwedEvents")).toBe(1);
    rig.advance(1);
    await keepHouse(env.DB, [], rig.now());
    expect(await countRows("OwedEvents")).toBe(0);
  });

  test("is written and the house kept, each also when the other fails", async () => {
    const schedule = (fails: RegExp) => {
      const LEAD_SUBMISSIONS = rig.dataset;
      const bindings = { ...env, DB: toDatabase(undefined, fails), LEAD_SUBMISSIONS };
      return createIntake(bindings, readConfig(bindings), rig.now, () => {}).onSchedule();
    };
    await oweEvent(env.DB, await createOwed(), rig.now());
    await expect(schedule(/DELETE FROM UsedFormTokens/)).rejects.toThrow("lost");
    expect(rig.points).toHaveLength(1);
    await sendFromPage({ email: "john@example.com", ...BOT });
    rig.advance(8 * DAY_MS);
    await expect(schedule(/UPDATE OwedEvents/)).rejects.toThrow("lost");
    expect(await countRows("BlockedIPs")).toBe(0);
  });
});

describe("a request that gave up", () => {
  test("stores nothing beside what the consumer stored as something else meanwhile", async () => {
    const { queued, late, lists } = await createLateRig("later");
    lists.replace([], [], rig.now());
    await send({ ...EMAIL, client_ip: SENDER });
    await env.DB.prepare(BLOCK).run();
    await consumeAll(queued);
    for (const commit of late) await commit();
    expect(await consumeAll(queued)).toEqual(["already_counted"]);
    expect([await stored(), counted()]).toEqual([[0, 1], ["blocked:ip_blocked"]]);
  });

  test("blocks no sender again whose submission was restored meanwhile", async () => {
    const { queued, late } = await createLateRig("later");
    const id = await sendFromPage({ ...EMAIL, ...BOT });
    await consumeAll(queued);
    expect(await countRows("BlockedIPs")).toBe(1);
    await rig.admin("POST", `/admin/filtered/${id}/restore`);
    for (const commit of late) await commit();
    expect(await consumeAll(queued)).toEqual(["already_counted"]);
    expect([await countRows("BlockedIPs"), counted()]).toEqual([0, ["bot:honeypot", "primary:restored_bot"]]);
  });

  describe.each([
    ["refuses", () => Promise.reject(new Error("connection lost"))],
    ["does not answer in time", () => new Promise<void>(() => {})],
  ])("with a queue that %s", (_, answer) => {
    async function createUnsureRig() {
      const queued: QueueMessage[] = [];
      const answered = Promise.withResolvers<void>();
      const batch: Batch = async (statements) => {
        const results = await env.DB.batch(statements);
        await answered.promise;
        return results as never;
      };
      const queue = {
        send: (message: QueueMessage) => {
          queued.push(structuredClone(message));
          return answer();
        },
      };
      rig = await createAdminRig({ db: toDatabase(batch), storeLimitMs: 60, queue });
      expect((await send(EMAIL)).status).toBe(503);
      return { queued, answered };
    }

    test("counts once what the database commits late, whether the queue has it or not", async () => {
      const { queued, answered } = await createUnsureRig();
      answered.resolve();
      await rig.settled();
      expect(counted()).toEqual(["primary:new_identity"]);
      expect(await consumeAll(queued)).toEqual(["already_counted"]);
      expect(counted()).toEqual(["primary:new_identity"]);
    });

    test("leaves it to a consumer that was faster", async () => {
      const { queued, answered } = await createUnsureRig();
      expect(await consumeAll(queued)).toEqual(["stored"]);
      answered.resolve();
      await rig.settled();
      expect(counted()).toEqual(["primary:new_identity"]);
    });
  });
});

describe("a queued submission", () => {
  test("blocks its sender as a direct one does, and not again when it is delivered again", async () => {
    const message = toMessage({ ...EMAIL, ...BOT }, BROWSER);
    await rig.consume(message);
    expect(await countRows("BlockedIPs", "AddedBy = 'detector'")).toBe(1);
    await env.DB.prepare("DELETE FROM BlockedIPs").run();
    await rig.consume(message);
    expect(await countRows("BlockedIPs")).toBe(0);
  });

  test("whose point the dataset refuses is owed, and counted once however often it is delivered", async () => {
    const message = toMessage(EMAIL);
    expect(await createConsume({ ...rig, ...RULES, dataset: REFUSING })(message)).toBe("owed");
    expect(await rig.consume(message)).toBe("already_counted");
    expect([await drive(), await drive(), counted()]).toEqual([1, 0, ["primary:new_identity"]]);
    expect(await rig.consume(message)).toBe("already_counted");
  });

  test("whose point is written and cannot be marked is done, so that it does not come back and count twice", async () => {
    let batches = 0;
    const batch: Batch = async (statements) => {
      if (batches++ > 0) throw DOWN;
      return env.DB.batch(statements);
    };
    const consume = createConsume({ ...rig, ...RULES, db: toDatabase(batch) });
    expect(await consume(toMessage(EMAIL))).toBe("stored");
    expect(counted()).toEqual(["primary:new_identity"]);
    expect(rig.logged.map(({ event }) => event)).toContain("point_not_marked");
  });

  test("whose project is not known any more is not dropped", async () => {
    const message = toMessage(EMAIL, { projectId: "gone" });
    await expect(rig.consume(message)).rejects.toMatchObject({ code: "unknown_project" });
  });

  test("is judged by what came before it and by nothing that came later", async () => {
    const message = "Please call me about the flat with two rooms";
    const from = (name: string) => toMessage({ email: `${name}@example.com`, message }, BROWSER);
    const reasonsOf = (name: string) =>
      env.DB.prepare("SELECT SuspicionReasons FROM LeadSubmissions WHERE ContactEmail = ?1")
        .bind(`${name}@example.com`)
        .first<string>("SuspicionReasons");
    const first = from("first");
    rig.advance(1000);
    for (let i = 0; i < 6; i++) await rig.consume(from(`p${i}`));
    const last = from("last");
    await consumeAll([first, last]);
    expect(await reasonsOf("first")).not.toContain("velocity");
    expect(await reasonsOf("last")).toMatch(/sender_velocity.*message_velocity/);
  });

  test("is stored although its key was used for another one, and a retry is answered with its own", async () => {
    const headers = { "idempotency-key": "k-1" };
    const retry = (message: string) => send({ ...EMAIL, message }, { headers });
    const direct = await retry("a");
    rig.advance(1000);
    const queued = toMessage({ project: "skyline", ...EMAIL, message: "b" }, { idempotencyKey: "k-1" });
    expect(await rig.consume(queued)).toBe("stored");
    expect((await retry("a")).body).toEqual(direct.body);
    expect((await retry("b")).body.submission_id).toBe(queued.intake.submissionId);
    expect((await retry("c")).status).toBe(422);
    expect(counted()).toHaveLength(2);
  });
});

test("a bot whose sender an admin blocked is blocked by nobody else beside", async () => {
  await env.DB.prepare(BLOCK).run();
  await sendFromPage({ ...EMAIL, ...BOT });
  expect([counted(), await countRows("BlockedIPs")]).toEqual([["blocked:ip_blocked"], 1]);
});

test("of two submissions under one key the earlier answers a retry between them", async () => {
  const headers = { "idempotency-key": "k-1" };
  const retry = () => send({ ...EMAIL, message: "a" }, { headers });
  const first = await retry();
  rig.advance(DAY_MS + 1);
  await retry();
  rig.advance(-DAY_MS / 2);
  expect((await retry()).body).toEqual(first.body);
});

test("dead letters that are replayed twice at once are stored and counted once", async () => {
  const messages = [toMessage(EMAIL), toMessage(PHONE)].map((body) => ({
    id: crypto.randomUUID(),
    body,
    attempts: 101,
    ack() {},
    retry() {},
  }));
  await keepDeadLetters({ messages } as unknown as MessageBatch, rig);
  const replays = await Promise.all([1, 2].map(() => replayDeadLetters(env.DB, rig.consume, () => {})));
  expect(replays.reduce((sum, { replayed, failed }) => sum + replayed + failed, 0)).toBe(2);
  expect([await countRows("LeadSubmissions"), rig.points.length, await countRows("DeadLetters")]).toEqual([
    2, 2, 0,
  ]);
});

test("a form token that a queued submission used is used up", async () => {
  const consume = createConsume({ ...rig, ...RULES, tokens: rig.tokens });
  const form_token = await rig.tokens.issue("skyline", rig.now() - 60_000);
  await consume(toMessage({ ...EMAIL, form_token }, BROWSER));
  rig.advance(1000);
  await sendFromPage({ ...PHONE, form_token });
  expect(
    await env.DB.prepare("SELECT SuspicionReasons FROM LeadSubmissions WHERE ContactPhone IS NOT NULL").first(
      "SuspicionReasons",
    ),
  ).toContain("token_replayed");
});

test("a repetition uses no form token up", async () => {
  const tokenNow = () => rig.tokens.issue("skyline", rig.now() - 60_000);
  const post = async () => sendFromPage({ ...EMAIL, message: "a", form_token: await tokenNow() });
  expect(await post()).toBe(await post());
  expect([await countRows("LeadSubmissions"), await countRows("UsedFormTokens")]).toEqual([1, 1]);
});
