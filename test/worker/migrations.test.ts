import { env } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { countRows, migrate } from "./database.ts";
import { createRig, IDENTITY } from "./ingest-rig.ts";

const SUBMISSION = {
  ProjectName: "skyline",
  ProjectSource: "",
  EventType: "primary",
  Reason: "new_identity",
  EnquiryDateTime: "2026-08-01T15:30:00+05:30",
  SubmittedAt: "2026-08-01T10:00:00.000Z",
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
  PayloadJson: "{}",
  PointState: "request",
};

async function insert(table: string, row: Record<string, string | number>): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map((_, i) => `?${i + 1}`);
  await env.DB.prepare(`INSERT INTO ${table} (${columns}) VALUES (${places})`)
    .bind(...Object.values(row))
    .run();
}

const EARLY = "01986400-0000-7000-8000-000000000001";
const LATE = "01986500-0000-7000-8000-000000000002";

beforeAll(() => migrate(1, 4));

test("people of an earlier version keep their lead, their touches and their identities", async () => {
  const submission = (id: string, at: string) => ({
    ...SUBMISSION,
    SubmissionId: id,
    LeadId: EARLY,
    IsPrimaryLead: id === EARLY ? 1 : 0,
    ReceivedAt: at,
    TouchJson: JSON.stringify({ utm_source: at.slice(5, 7) }),
    ContactEmail: "jane@example.com",
  });
  await insert("LeadSubmissions", submission(EARLY, "2026-08-01T10:00:00.000Z"));
  await insert("LeadSubmissions", submission(LATE, "2026-09-01T10:00:00.000Z"));
  const rig = await createRig();
  const { current } = await IDENTITY.toKeys("email", "jane@example.com");
  await insert("LeadIdentities", {
    ProjectName: "skyline",
    IdentityKey: current,
    Kind: "email",
    LeadId: EARLY,
    LeadCreatedMs: Date.parse("2026-08-01T10:00:00Z"),
    LastSeenMs: Date.parse("2026-09-01T10:00:00.125Z"),
  });
  const before = (await env.DB.prepare("SELECT * FROM Leads").all()).results;
  // The first submission was past its time; the lead was not.
  await env.DB.prepare("DELETE FROM LeadSubmissions WHERE SubmissionId = ?1").bind(EARLY).run();

  await migrate(5);

  expect((await env.DB.prepare("SELECT * FROM Leads").all()).results).toEqual(before);
  expect(before).toMatchObject([
    { LeadId: EARLY, FirstTouchJson: '{"utm_source":"08"}', LastTouchJson: '{"utm_source":"09"}' },
  ]);
  expect(await countRows("LeadIdentities", "LastSeenAt = '2026-09-01T10:00:00.125Z'")).toBe(1);
  await rig.post({ project: "skyline", email: "jane@example.com" });
  expect(rig.column("event_type")).toEqual(["follow_up"]);
});
