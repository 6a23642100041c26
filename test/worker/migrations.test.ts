import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { keepHouse } from "../../src/ingest/housekeeping.ts";
import { toIdPrefix } from "../../src/ingest/timed-id.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, migrate } from "./database.ts";
import { createRig, IDENTITY } from "./ingest-rig.ts";

const SUBMISSION = {
  ProjectName: "skyline",
  ProjectSource: "",
  EventType: "primary",
  Reason: "new_identity",
  EnquiryDateTime: "2026-08-01T15:30:00+05:30",
  SubmittedAt: "2026-08-01T10:00:00.000Z",
  TouchJson: "{}",
  Channel: "direct",
  Device: "other",
  EngagementScore: 0,
  EngagementLabel: "low",
  EngagementBreakdown: "{}",
  SuspicionScore: 0,
  SuspicionReasons: "[]",
  VpnSuspected: 0,
  VpnScore: 0,
  RuleVersion: "1",
  Credential: "ingest",
  Mode: "server",
  PayloadJson: '{"fields":{}}',
  PointState: "request",
};

async function insert(table: string, row: Record<string, string | number>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, i) => `?${i + 1}`);
  await env.DB.prepare(`INSERT INTO ${table} (${columns}) VALUES (${places})`)
    .bind(...Object.values(row))
    .run();
}

const AUGUST = "2026-08-01T10:00:00.000Z";
const SEPTEMBER = "2026-09-01T10:00:00.000Z";
const toId = (at: string, who: number) => `${toIdPrefix(Date.parse(at))}-7000-8000-00000000000${who}`;
const readLead = async (id: string) =>
  (await env.DB.prepare("SELECT * FROM Leads WHERE LeadId = ?1").bind(id).all()).results;

/** A lead whose first submission was past its time, with a follow-up that tells the e-mail address only. */
async function insertFirstVersionLead(who: number, projectId: string, email: string, phone: string) {
  const leadId = toId(AUGUST, who);
  const followUpId = toId(SEPTEMBER, who);
  const { current } = await IDENTITY.toKeys("email", email);
  await insert("Leads", {
    LeadId: leadId,
    ProjectName: projectId,
    ProjectSource: "",
    EnquiryDateTime: SUBMISSION.EnquiryDateTime,
    SubmittedAt: SUBMISSION.SubmittedAt,
    ReceivedAt: AUGUST,
    ContactEmail: email,
    ContactPhone: phone,
    ContactMessage: "my private story",
    FirstTouchJson: "{}",
    LastTouchJson: "{}",
    LastSubmissionId: followUpId,
    LastReceivedAt: SEPTEMBER,
    EngagementScore: 0,
    EngagementLabel: "low",
    SuspicionScore: 0,
    SuspicionReasons: "[]",
    VpnSuspected: 0,
  });
  await insert("LeadSubmissions", {
    ...SUBMISSION,
    ProjectName: projectId,
    SubmissionId: followUpId,
    LeadId: leadId,
    IsPrimaryLead: 0,
    EventType: "follow_up",
    ReceivedAt: SEPTEMBER,
    ContactEmail: email,
    EmailKey: current,
  });
  await insert("LeadIdentities", {
    ProjectName: projectId,
    IdentityKey: current,
    Kind: "email",
    LeadId: leadId,
    LeadCreatedMs: Date.parse(AUGUST),
    LastSeenMs: Date.parse(SEPTEMBER),
  });
}

let before: Record<string, unknown>[] = [];
beforeAll(async () => {
  await migrate(1, 1);
  await insertFirstVersionLead(2, "harbour", "john@example.com", "+971501234567");
  await insertFirstVersionLead(3, "skyline", "asha@example.com", "+919876543210");
  await insert("BlockedIPLeads", {
    ...SUBMISSION,
    SubmissionId: toId(SEPTEMBER, 4),
    EventType: "bot",
    Reason: "honeypot",
    ReceivedAt: SEPTEMBER,
    ContactPhone: "+919876543210",
    PhoneKey: (await IDENTITY.toKeys("phone", "+919876543210")).current,
    EventJson: "{}",
  });

  await migrate(2, 4);
  const jane = { ...SUBMISSION, LeadId: toId(AUGUST, 1), ContactEmail: "jane@example.com" };
  await insert("LeadSubmissions", {
    ...jane,
    SubmissionId: toId(AUGUST, 1),
    IsPrimaryLead: 1,
    ReceivedAt: AUGUST,
    TouchJson: '{"utm_source":"08"}',
  });
  await insert("LeadSubmissions", {
    ...jane,
    SubmissionId: toId(SEPTEMBER, 1),
    IsPrimaryLead: 0,
    ReceivedAt: SEPTEMBER,
    TouchJson: '{"utm_source":"09"}',
  });
  await insert("LeadIdentities", {
    ProjectName: "skyline",
    IdentityKey: (await IDENTITY.toKeys("email", "jane@example.com")).current,
    Kind: "email",
    LeadId: jane.LeadId,
    LeadCreatedMs: Date.parse(AUGUST),
    LastSeenMs: Date.parse("2026-09-01T10:00:00.125Z"),
  });
  before = await readLead(jane.LeadId);
  // The first submission was past its time; the lead was not.
  await env.DB.prepare("DELETE FROM LeadSubmissions WHERE SubmissionId = ?1").bind(jane.LeadId).run();
  await migrate(5);
});

test("people of an earlier version keep their lead, their touches and their identities", async () => {
  expect(await readLead(toId(AUGUST, 1))).toEqual(before);
  expect(before).toMatchObject([
    { FirstTouchJson: '{"utm_source":"08"}', LastTouchJson: '{"utm_source":"09"}' },
  ]);
  expect(await countRows("LeadIdentities", "LastSeenAt = '2026-09-01T10:00:00.125Z'")).toBe(1);
  const rig = await createRig();
  await rig.post({ project: "skyline", email: "jane@example.com" });
  expect(rig.column("event_type")).toEqual(["follow_up"]);
});

test("of a lead of the first version the message is forgotten in its time", async () => {
  const harbour = { id: "harbour", name: "Harbour", retentionDays: 30 };
  await keepHouse(env.DB, [harbour], Date.parse(SEPTEMBER));
  expect(await readLead(toId(AUGUST, 2))).toMatchObject([
    { ContactEmail: "john@example.com", ContactMessage: null },
  ]);
});

test("a person of the first version is erased with what was filtered under a number that only their lead tells", async () => {
  const rig = await createAdminRig();
  await rig.admin("POST", "/admin/erase", { email: "asha@example.com", linked: true });
  for (const table of ["LeadSubmissions", "BlockedIPLeads"])
    expect(
      await countRows(table, "ContactEmail = 'asha@example.com' OR ContactPhone = '+919876543210'"),
    ).toBe(0);
});
