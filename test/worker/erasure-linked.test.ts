import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import type { Intake } from "../../src/ingest/intake.ts";
import { createTimedId } from "../../src/ingest/timed-id.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const [OFFICE, HOME] = ["+919876543210", "+919876511111"];
const ANNA = { email: "anna@example.com", phone: OFFICE };
const BEN = { email: "ben@example.com", phone: OFFICE };
const CARL = { email: "carl@example.com", phone: HOME };
const TABLES = ["LeadSubmissions", "TestingLeads", "BlockedIPLeads", "LeadIdentities", "DeadLetters"];
let rig: Awaited<ReturnType<typeof createAdminRig>>;
beforeEach(async () => {
  await resetDatabase();
  rig = await createAdminRig();
});

async function send(...contacts: object[]) {
  for (const contact of contacts) {
    rig.advance(1);
    await rig.post({ project: "skyline", message: `at ${rig.now()}`, ...contact });
  }
}

const erase = (body: object) => rig.admin("POST", "/admin/erase", body);
const countAll = () => Promise.all(TABLES.map((table) => countRows(table)));

/** Addresses of the leads, oldest first, each with those of its later submissions. */
async function listLeads() {
  const { results } = await env.DB.prepare(
    "SELECT LeadId, coalesce(ContactEmail, ContactPhone) AS Contact FROM LeadSubmissions ORDER BY LeadId, IsPrimaryLead DESC, SubmissionId",
  ).all<{ LeadId: string; Contact: string }>();
  return [...Map.groupBy(results, ({ LeadId }) => LeadId).values()].map((rows) =>
    rows.map(({ Contact }) => Contact.replace("@example.com", "")),
  );
}

/** A submission that a queue still holds. */
function toQueued(text: Record<string, string>): Parameters<typeof rig.consume>[0] {
  const receivedMs = rig.now() - 1;
  const intake: Intake = {
    version: 1,
    submissionId: createTimedId(receivedMs),
    receivedMs,
    projectId: "skyline",
    mode: "server",
    credential: "ingest",
    isTest: false,
    submission: { text, numbers: {}, extras: {}, ignored: [] },
  };
  return { kind: "submission", intake };
}

describe("an erasure that leads to submissions without what was given", () => {
  test("removes nothing, says how many there are, and is not noted", async () => {
    await send(ANNA, BEN, { ...BEN, phone: HOME }, CARL);
    const before = await countAll();
    const queued = toQueued({ email: ANNA.email, message: "still on its way" });
    const { status, body } = await erase({ email: ANNA.email });
    expect([status, body]).toMatchObject([
      409,
      {
        code: "conflict",
        errors: [
          {
            field: "linked",
            pointer: "#/linked",
            message:
              "is needed: submissions without what was given are linked with it (submissions: 3, further e-mail addresses: 2, further phone numbers: 2)",
            allowed: ["true", "false"],
          },
        ],
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/@|98765/);
    expect(await countAll()).toEqual(before);
    expect([await countRows("Erasures"), await countRows("AdminActions")]).toEqual([0, 0]);
    expect(await rig.consume(queued)).toBe("stored");
  });

  test("counts tests, filtered submissions and dead letters as well", async () => {
    await send(ANNA);
    await rig.post({ project: "skyline", phone: OFFICE }, { key: "lsk_testing" });
    await send({ phone: OFFICE, honeypot: "x", client_ip: "203.0.113.50" });
    const { PhoneKey } =
      (await env.DB.prepare("SELECT PhoneKey FROM LeadSubmissions").first<{ PhoneKey: string }>()) ?? {};
    await env.DB.prepare("INSERT INTO DeadLetters VALUES ('a', '{}', 'skyline', NULL, ?1, '2026-11-20', 1)")
      .bind(PhoneKey)
      .run();
    expect(await erase({ email: ANNA.email })).toMatchObject({
      status: 409,
      body: { errors: [{ message: expect.stringContaining("submissions: 3,") }] },
    });
  });

  test("is none when everything was given, or everything holds what was", async () => {
    await send(ANNA, { phone: OFFICE }, { email: ANNA.email });
    expect(await erase(ANNA)).toMatchObject({ status: 200, body: { removed: { LeadSubmissions: 3 } } });
    await send(ANNA, { ...ANNA, phone: HOME });
    expect(await erase({ email: ANNA.email })).toMatchObject({
      status: 200,
      body: { removed: { LeadSubmissions: 2, LeadIdentities: 3 } },
    });
    expect(await countAll()).toEqual([0, 0, 0, 0, 0]);
  });
});

describe("what a stranger tied to a number of theirs", () => {
  const NUMBER = "+919999912345";
  const victims = Array.from({ length: 20 }, (_, i) => ({ email: `victim${i}@example.com` }));
  beforeEach(async () => {
    await send(...victims);
    await send(...victims.map((victim) => ({ ...victim, phone: NUMBER })));
  });

  test("stays, and keeps its leads, when only that number goes", async () => {
    expect((await erase({ phone: NUMBER })).status).toBe(409);
    expect(await countRows("LeadSubmissions")).toBe(40);
    expect(await erase({ phone: NUMBER, linked: false })).toMatchObject({
      status: 200,
      body: { removed: { LeadSubmissions: 20, LeadIdentities: 1 } },
    });
    expect([await countRows("LeadSubmissions"), await countRows("Leads")]).toEqual([20, 20]);
  });

  test("goes when an admin says so", async () => {
    await erase({ phone: NUMBER, linked: true });
    expect(await countRows("LeadSubmissions")).toBe(0);
  });
});

describe("an erasure of what was given only", () => {
  test("leaves the next submission of a lead that it takes the first of as the lead", async () => {
    await send(ANNA, BEN, { ...BEN, phone: HOME }, CARL);
    expect(await listLeads()).toEqual([["anna", "ben", "ben", "carl"]]);
    const { body } = await erase({ email: ANNA.email, linked: false });
    expect(body).toMatchObject({ removed: { LeadSubmissions: 1, LeadIdentities: 1 } });
    expect(await listLeads()).toEqual([["ben", "ben", "carl"]]);
    expect(await env.DB.prepare("SELECT ContactEmail FROM Leads").all()).toMatchObject({
      results: [{ ContactEmail: BEN.email }],
    });
    await send({ phone: OFFICE }, { email: CARL.email }, { email: ANNA.email });
    expect(await listLeads()).toEqual([["ben", "ben", "carl", OFFICE, "carl"], ["anna"]]);
    // Whoever is left can be erased in turn.
    await erase({ email: BEN.email, linked: true });
    expect(await listLeads()).toEqual([["anna"]]);
  });

  test("forgets a number that only what went had told", async () => {
    await send({ ...ANNA, phone: HOME }, ANNA, { phone: OFFICE });
    await erase({ email: ANNA.email, linked: false });
    expect([await listLeads(), await countRows("LeadIdentities")]).toEqual([[[OFFICE]], 1]);
    await send({ phone: HOME });
    expect(await listLeads()).toEqual([[OFFICE], [HOME]]);
  });

  test("forgets nobody whose submission a first version stored without its keys", async () => {
    await send(ANNA);
    await env.DB.prepare("UPDATE LeadSubmissions SET EmailKey = NULL, PhoneKey = NULL").run();
    await send(BEN);
    await erase({ email: BEN.email, linked: false });
    await send({ email: ANNA.email }, { phone: OFFICE });
    expect(await listLeads()).toEqual([["anna", "anna", OFFICE]]);
    await erase(ANNA);
    expect(await countAll()).toEqual([0, 0, 0, 0, 0]);
  });

  test("forgets no number that a submission of another lead holds, too", async () => {
    await send({ email: BEN.email }, ANNA, BEN);
    await erase({ email: ANNA.email, linked: false });
    await send({ phone: OFFICE });
    expect(await listLeads()).toEqual([["ben", "ben", OFFICE]]);
  });

  test("leaves a conflict with the lead that is left, and none with one that went", async () => {
    const listConflicts = async () =>
      (
        await env.DB.prepare(
          "SELECT lead.ContactPhone AS Phone, Conflict AS Id FROM (SELECT ConflictingLeadId AS Conflict FROM LeadSubmissions WHERE ContactEmail = ?1 AND ContactPhone = ?2) LEFT JOIN LeadSubmissions AS lead ON lead.SubmissionId = Conflict AND lead.IsPrimaryLead = 1",
        )
          .bind(BEN.email, OFFICE)
          .all<{ Phone: string | null; Id: string | null }>()
      ).results.map(({ Phone, Id }) => Phone ?? Id);
    await send({ email: BEN.email }, ANNA, { phone: OFFICE }, BEN);
    await erase({ email: ANNA.email, linked: false });
    expect([await listLeads(), await listConflicts()]).toEqual([[["ben", "ben"], [OFFICE]], [OFFICE]]);
    await resetDatabase();
    rig = await createAdminRig();
    await send({ email: BEN.email }, ANNA, BEN);
    await erase({ email: ANNA.email, linked: false });
    expect(await listConflicts()).toEqual([null]);
  });

  test("takes a lead whose first submission stays no further", async () => {
    await send(ANNA, { phone: OFFICE }, BEN);
    await erase({ email: BEN.email, linked: false });
    expect(await listLeads()).toEqual([["anna", OFFICE]]);
  });

  test("leaves a tombstone for that alone, and a proof of what went", async () => {
    await send(ANNA, BEN);
    const [own, linked] = [toQueued({ email: ANNA.email }), toQueued({ phone: OFFICE })];
    const { body } = await erase({ email: ANNA.email, linked: false });
    expect([await rig.consume(own), await rig.consume(linked)]).toEqual(["erased", "stored"]);
    const proof = await env.DB.prepare("SELECT CountsJson FROM Erasures").first<string>("CountsJson");
    expect((body as { removed: object }).removed).toEqual(JSON.parse(proof ?? ""));
  });
});
