import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, test } from "vitest";
import { PROJECTS_NAME } from "../../src/access/project-directory.ts";
import { keepDeadLetters } from "../../src/ingest/dead-letters.ts";
import { keepHouse } from "../../src/ingest/housekeeping.ts";
import type { Intake } from "../../src/ingest/intake.ts";
import { createAdminRig } from "./admin-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

type Rig = Awaited<ReturnType<typeof createAdminRig>>;
let rig: Rig;
const DAY_MS = 86_400_000;

beforeEach(async () => {
  await resetDatabase();
  rig = await createAdminRig();
});

const BOT = {
  project: "skyline",
  name: "Jane Doe",
  email: "jane@example.com",
  phone: "+919876543210",
  client_ip: "203.0.113.50",
  honeypot: "x",
};

test.each([
  ["GET", "/admin/blocked-ips"],
  ["POST", "/admin/test-ips"],
  ["DELETE", "/admin/blocked-ips?ip=203.0.113.9"],
  ["GET", "/admin/filtered"],
  ["POST", "/admin/filtered/x/restore"],
  ["POST", "/admin/erase"],
  ["GET", "/admin/dead-letters"],
  ["POST", "/admin/dead-letters/replay"],
  ["GET", "/admin/projects"],
  ["POST", "/admin/projects"],
  ["PATCH", "/admin/projects/skyline"],
  ["POST", "/admin/projects/skyline/site-key"],
])("%s %s is for admins only", async (method, path) => {
  expect((await rig.admin(method, path, undefined, "lsk_marketing")).status).toBe(403);
  expect((await rig.admin(method, path, undefined, "lsk_nobody")).status).toBe(401);
});

describe("a misspelt name", () => {
  test.each<[string, string, object | undefined, number, object]>([
    [
      "POST",
      "/admin/erase",
      { email: "jane@example.com", projekt: "skyline" },
      422,
      {
        field: "projekt",
        pointer: "#/projekt",
        message: "unknown field",
        allowed: ["email", "phone", "project", "linked"],
        did_you_mean: "project",
      },
    ],
    [
      "POST",
      "/admin/blocked-ips",
      { ip: "203.0.113.9", projcet: "skyline" },
      422,
      { field: "projcet", message: "unknown field", did_you_mean: "project" },
    ],
    [
      "DELETE",
      "/admin/blocked-ips?ip=203.0.113.50&projcet=skyline",
      undefined,
      400,
      { parameter: "projcet", message: "unknown parameter", did_you_mean: "project" },
    ],
    [
      "GET",
      "/admin/filtered?projcet=harbour",
      undefined,
      400,
      { parameter: "projcet", message: "unknown parameter", did_you_mean: "project" },
    ],
    [
      "POST",
      "/admin/dead-letters/replay?ids=s-1",
      undefined,
      400,
      { parameter: "ids", message: "unknown parameter", did_you_mean: "id" },
    ],
  ])(
    "in %s %s %j widens nothing: it is refused with the nearest one",
    async (method, path, body, status, error) => {
      await rig.postFromPage(BOT);
      const answer = await rig.admin(method, path, body);
      expect(answer).toMatchObject({ status, body: { errors: [error] } });
      expect([await countRows("BlockedIPLeads"), await countRows("BlockedIPs")]).toEqual([1, 1]);
    },
  );

  test("is as little an address given twice", async () => {
    const answer = await rig.admin("DELETE", "/admin/blocked-ips?ip=203.0.113.9&ip=203.0.113.10");
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ parameter: "ip" }] } });
  });
});

describe("the block list", () => {
  test("takes effect with the next submission and is lifted again", async () => {
    const send = (i: number) =>
      rig.post({ project: "skyline", email: `p${i}@example.com`, client_ip: "203.0.113.9" });
    await send(1);
    const added = await rig.admin("POST", "/admin/blocked-ips", { ip: "203.0.113.9", reason: "spam" });
    expect(added).toEqual({
      status: 201,
      body: {
        ip: "203.0.113.9",
        project: null,
        reason: "spam",
        added_by: "admin",
        created_at: "2026-11-20T10:00:00.000Z",
        expires_at: "2026-11-27T10:00:00.000Z",
      },
    });
    await send(2);
    expect((await rig.admin("GET", "/admin/blocked-ips")).body).toEqual({ entries: [added.body] });
    expect((await rig.admin("DELETE", "/admin/blocked-ips?ip=203.0.113.9")).status).toBe(204);
    await send(3);
    expect((await rig.admin("DELETE", "/admin/blocked-ips?ip=203.0.113.9")).status).toBe(404);
    expect(rig.column("event_type")).toEqual(["primary", "blocked", "primary"]);
  });

  test("holds a whole IPv6 network, and can be told to for ever", async () => {
    const { body } = await rig.admin("POST", "/admin/test-ips", { ip: "2001:db8:1:2::5" });
    expect(body).toMatchObject({ ip: "2001:db8:1:2::/64", expires_at: null });
    await rig.post({ project: "skyline", email: "a@example.com", client_ip: "2001:db8:1:2:ffff::1" });
    expect(rig.column("reason")).toEqual(["test_ip"]);
    expect((await rig.admin("DELETE", "/admin/test-ips?ip=2001:db8:1:2::/64")).status).toBe(204);
  });

  test("of one project is not another admin's", async () => {
    const entry = { ip: "203.0.113.9", project: "skyline" };
    expect((await rig.admin("POST", "/admin/blocked-ips", entry, "lsk_harbour_admin")).status).toBe(403);
    expect(
      (await rig.admin("POST", "/admin/blocked-ips", { ip: "203.0.113.9" }, "lsk_harbour_admin")).status,
    ).toBe(403);
    await rig.admin("POST", "/admin/blocked-ips", entry);
    expect((await rig.admin("GET", "/admin/blocked-ips", undefined, "lsk_harbour_admin")).body).toEqual({
      entries: [],
    });
  });

  test("refuses what is no address", async () => {
    const { status, body } = await rig.admin("POST", "/admin/blocked-ips", { ip: "example.com" });
    expect([status, body]).toMatchObject([422, { errors: [{ field: "ip" }] }]);
  });
});

describe("a filtered submission", () => {
  test("is listed with its reasons and a masked identity", async () => {
    await rig.post(BOT);
    const { body } = await rig.admin("GET", "/admin/filtered?project=skyline&type=bot&limit=10");
    expect(body).toEqual({
      entries: [
        {
          submission_id: expect.any(String),
          project: "skyline",
          type: "bot",
          reason: "honeypot",
          received_at: "2026-11-20T10:00:00.000Z",
          source: "",
          cta: null,
          name: "J… D…",
          email: "j…@e….com",
          phone: "+91…10",
          ip: "203.0.113.…",
          suspicion_score: 100,
          suspicion_reasons: [{ code: "honeypot", points: 100 }],
          restored_at: null,
        },
      ],
      next_before: null,
    });
    expect((await rig.admin("GET", "/admin/filtered", undefined, "lsk_harbour_admin")).body).toMatchObject({
      entries: [],
    });
    expect((await rig.admin("GET", "/admin/filtered?type=primary")).status).toBe(400);
  });

  test("is restored once as a lead, counted as such, and its sender is free again", async () => {
    const { body } = await rig.post({ ...BOT, utm_source: "google", source: "Ads" });
    const path = `/admin/filtered/${body.submission_id}/restore`;
    expect((await rig.admin("POST", path, undefined, "lsk_harbour_admin")).status).toBe(404);
    expect(await rig.admin("POST", path)).toEqual({
      status: 200,
      body: { submission_id: body.submission_id, type: "primary", reason: "restored_bot" },
    });
    expect(await rig.admin("POST", path)).toMatchObject({ status: 409 });
    expect([
      rig.column("event_type"),
      rig.column("reason"),
      rig.column("is_primary"),
      rig.column("source"),
    ]).toEqual([
      ["bot", "primary"],
      ["honeypot", "restored_bot"],
      ["0", "1"],
      ["ads", "ads"],
    ]);
    expect(await env.DB.prepare("SELECT LeadId, ContactEmail FROM Leads").first()).toEqual({
      LeadId: body.submission_id,
      ContactEmail: "jane@example.com",
    });
    await rig.post({
      project: "skyline",
      email: "jane@example.com",
      client_ip: "203.0.113.50",
      message: "again",
    });
    expect(rig.column("event_type")).toEqual(["bot", "primary", "follow_up"]);
  });

  test("of a person who wrote again meanwhile is restored as a follow-up", async () => {
    const { body } = await rig.post(BOT);
    await rig.post({ project: "skyline", email: "jane@example.com" });
    const restored = await rig.admin("POST", `/admin/filtered/${body.submission_id}/restore`);
    expect(restored.body).toMatchObject({ type: "follow_up", reason: "restored_bot" });
    expect(await countRows("Leads")).toBe(1);
  });

  test("keeps how the person first came when it is restored", async () => {
    const first_touch = '{"utm_source":"google"}';
    const { body } = await rig.post({ ...BOT, utm_source: "facebook", first_touch });
    await rig.admin("POST", `/admin/filtered/${body.submission_id}/restore`);
    expect(await env.DB.prepare("SELECT FirstTouchJson, LastTouchJson FROM Leads").first()).toEqual({
      FirstTouchJson: first_touch,
      LastTouchJson: '{"utm_source":"facebook"}',
    });
  });

  test("is on one page of the list, also when many came in the same moment", async () => {
    for (const name of ["a", "b", "c"]) await rig.post({ ...BOT, email: `${name}@example.com` });
    const pages: string[][] = [];
    let before: string | null = new Date(rig.now() + 1).toISOString();
    while (before !== null) {
      const answer = await rig.admin("GET", `/admin/filtered?limit=2&before=${before}`);
      const body = answer.body as { entries: { submission_id: string }[]; next_before: string | null };
      pages.push(body.entries.map((entry) => entry.submission_id));
      before = body.next_before;
    }
    expect(pages.map((page) => page.length)).toEqual([2, 1]);
    expect(new Set(pages.flat()).size).toBe(3);
    expect((await rig.admin("GET", "/admin/filtered?before=yesterday")).status).toBe(400);
  });

  test("restored twice at once is restored once", async () => {
    const { body } = await rig.post(BOT);
    const path = `/admin/filtered/${body.submission_id}/restore`;
    const answers = await Promise.all([rig.admin("POST", path), rig.admin("POST", path)]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect(rig.column("event_type")).toEqual(["bot", "primary"]);
  });
});

describe("erasing a person", () => {
  const TABLES = ["Leads", "LeadSubmissions", "LeadIdentities", "TestingLeads", "BlockedIPLeads"];
  const countAll = async () =>
    Object.fromEntries(await Promise.all(TABLES.map(async (table) => [table, await countRows(table)])));

  async function fill() {
    await rig.post({ project: "skyline", email: "Jane@example.com", phone: "9876543210" });
    await rig.post({ project: "skyline", phone: "+919876543210", message: "only the phone" });
    await rig.post({ project: "harbour", email: "jane@example.com" });
    await rig.post({ project: "skyline", email: "jane@example.com", message: "t" }, { key: "lsk_testing" });
    await rig.postFromPage({ ...BOT, message: "b" }, BOT.client_ip);
    await rig.post({ project: "skyline", email: "john@example.com" });
  }

  test("removes every row of theirs, in every table, and leaves a proof that names nobody", async () => {
    await fill();
    const { status, body } = await rig.admin("POST", "/admin/erase", {
      email: "JANE@example.com",
      linked: true,
    });
    expect([status, body]).toEqual([
      200,
      {
        erasure_id: expect.any(String),
        removed: {
          BlockedIPs: 1,
          LeadSubmissions: 3,
          TestingLeads: 1,
          BlockedIPLeads: 1,
          LeadIdentities: 3,
          UsedFormTokens: 0,
          DeadLetters: 0,
        },
      },
    ]);
    expect(await countAll()).toEqual({
      Leads: 1,
      LeadSubmissions: 1,
      LeadIdentities: 1,
      TestingLeads: 0,
      BlockedIPLeads: 0,
    });
    const proof = await env.DB.prepare("SELECT * FROM Erasures").all();
    expect(JSON.stringify(proof.results)).not.toMatch(/jane|98765/i);
    const dump = await Promise.all(
      [...TABLES, "DeadLetters", "OwedEvents", "UsedFormTokens", "BlockedIPs"].map(async (table) =>
        JSON.stringify((await env.DB.prepare(`SELECT * FROM ${table}`).all()).results),
      ),
    );
    expect(dump.join()).not.toMatch(/jane|9876543210|203\.0\.113\.50/i);
  });

  test("by a national phone number finds them in the country of the project", async () => {
    await fill();
    const { body } = await rig.admin("POST", "/admin/erase", {
      phone: "98765 43210",
      project: "skyline",
      linked: true,
    });
    expect(body).toMatchObject({ removed: { LeadSubmissions: 2 } });
    expect(await countRows("Leads", "ProjectName = 'harbour'")).toBe(1);
  });

  test("drops what a queue still holds of them, and nothing that comes later", async () => {
    const intake = (id: string, receivedMs: number): Intake => ({
      version: 1,
      submissionId: id,
      receivedMs,
      projectId: "skyline",
      mode: "server",
      credential: "ingest",
      isTest: false,
      submission: { text: { email: "jane@example.com", message: id }, numbers: {}, extras: {}, ignored: [] },
    });
    await rig.admin("POST", "/admin/erase", { email: "jane@example.com" });
    expect(await rig.consume({ kind: "submission", intake: intake("before", rig.now() - 1) })).toBe("erased");
    rig.advance(1);
    expect(await rig.consume({ kind: "submission", intake: intake("after", rig.now()) })).toBe("stored");
    expect([await countRows("LeadSubmissions"), rig.points.length]).toEqual([1, 1]);
  });

  test("needs somebody", async () => {
    expect(await rig.admin("POST", "/admin/erase", {})).toMatchObject({ status: 422 });
    expect(await rig.admin("POST", "/admin/erase", { email: "nobody" })).toMatchObject({ status: 422 });
    expect(
      await rig.admin("POST", "/admin/erase", { email: "a@example.com" }, "lsk_harbour_admin"),
    ).toMatchObject({
      status: 403,
    });
  });
});

describe("a dead letter", () => {
  const letter = (body: unknown) =>
    ({
      queue: "lead-intake-dead",
      messages: [
        { id: crypto.randomUUID(), body, attempts: 101, timestamp: new Date(0), ack() {}, retry() {} },
      ],
    }) as unknown as MessageBatch;
  const submission = {
    kind: "submission",
    intake: {
      version: 1,
      submissionId: "s-1",
      receivedMs: Date.parse("2026-11-20T09:00:00Z"),
      projectId: "later",
      mode: "server",
      credential: "ingest",
      isTest: false,
      submission: { text: { email: "jane@example.com" }, numbers: {}, extras: {}, ignored: [] },
    },
  };

  test("is kept, listed without what it says, and replayed when its cause is gone", async () => {
    await keepDeadLetters(letter(submission), rig);
    rig.advance(1);
    await keepDeadLetters(letter({ kind: "poison" }), rig);
    const { body } = await rig.admin("GET", "/admin/dead-letters");
    expect(JSON.stringify(body)).not.toContain("jane");
    expect(body).toMatchObject({
      entries: [{ project: "later", attempts: 101 }, { project: "" }],
      owed_events: 0,
    });
    expect((await rig.admin("POST", "/admin/dead-letters/replay")).body).toEqual({ replayed: 0, failed: 2 });
    await rig.admin("POST", "/admin/projects", { id: "later", name: "Later" });
    expect((await rig.admin("POST", "/admin/dead-letters/replay")).body).toEqual({ replayed: 1, failed: 1 });
    expect([await countRows("Leads"), rig.points.length, await countRows("DeadLetters")]).toEqual([1, 1, 1]);
    expect((await rig.admin("POST", "/admin/dead-letters/replay?id=nobody")).status).toBe(404);
  });

  test("of an erased person is gone", async () => {
    await keepDeadLetters(letter(submission), rig);
    await rig.admin("POST", "/admin/erase", { email: "jane@example.com" });
    expect(await countRows("DeadLetters")).toBe(0);
  });
});

describe("a project", () => {
  test("works at once after it was created", async () => {
    await rig.projects.list();
    const { status, body } = await rig.admin("POST", "/admin/projects", {
      id: "new",
      name: "New",
      timezone: "Asia/Dubai",
      default_country: "AE",
      origins: ["https://new.example.com"],
    });
    expect([status, body]).toMatchObject([
      201,
      { id: "new", site_key: expect.stringMatching(/^lss_\w{32}$/) },
    ]);
    await rig.post({ project: "new", phone: "050 123 4567" });
    expect([rig.column("project"), rig.column("phone_country")]).toEqual([["new"], ["+971"]]);
    const published = await env.DIRECTORY.get<{ id: string }[]>(PROJECTS_NAME, "json");
    expect(published?.map((project) => project.id)).toEqual(["skyline", "harbour", "new"]);
  });

  test("loses no setting when two admins change it at the same moment", async () => {
    const changes = [{ retention_days: 30 }, { reengagement_days: 90 }, { default_country: "AE" }];
    const answers = await Promise.all(
      changes.map((change) => rig.admin("PATCH", "/admin/projects/skyline", change)),
    );
    const { body } = await rig.admin("GET", "/admin/projects");
    const [skyline] = (body as { projects: object[] }).projects;
    for (const [at, { status }] of answers.entries()) {
      expect([200, 409]).toContain(status);
      if (status === 200) expect(skyline).toMatchObject(changes[at] ?? {});
    }
    expect(answers.some(({ status }) => status === 200)).toBe(true);
  });

  test("that is misspelt is nobody's to act on", async () => {
    const unknown = {
      status: 422,
      body: { code: "unknown_project", errors: [{ field: "project", did_you_mean: "skyline" }] },
    };
    const person = { email: "jane@example.com", project: "skylin" };
    expect(await rig.admin("POST", "/admin/erase", person)).toMatchObject(unknown);
    expect(await countRows("Erasures")).toBe(0);
    const sender = { ip: "203.0.113.9", project: "skylin" };
    expect(await rig.admin("POST", "/admin/blocked-ips", sender)).toMatchObject(unknown);
    expect(await rig.admin("POST", "/admin/test-ips", sender)).toMatchObject(unknown);
  });

  test("that is unknown is not remembered as such", async () => {
    expect((await rig.post({ project: "new", email: "a@example.com" })).status).toBe(422);
    await rig.admin("POST", "/admin/projects", { id: "new", name: "New" });
    expect((await rig.post({ project: "new", email: "a@example.com" })).status).toBe(201);
  });

  test("is changed setting by setting, and its site key is rotated", async () => {
    const changed = await rig.admin("PATCH", "/admin/projects/skyline", {
      timezone: "Asia/Tokyo",
      default_country: null,
      rules: { blocked_countries: ["US"], blocked_email_domains: ["spam.example"] },
    });
    expect(changed.body).toMatchObject({
      name: "Skyline Towers",
      timezone: "Asia/Tokyo",
      site_key: "lss_skyline",
    });
    expect(changed.body).not.toHaveProperty("default_country");
    const rotated = await rig.admin("POST", "/admin/projects/skyline/site-key", undefined);
    expect((rotated.body as { site_key: string }).site_key).not.toBe("lss_skyline");

    const later = await createAdminRig();
    await env.DIRECTORY.delete(PROJECTS_NAME);
    await later.post({ project: "skyline", email: "a@mail.spam.example" });
    await later.post({ project: "skyline", email: "b@example.com", country: "US" });
    await later.post({ project: "skyline", email: "c@example.com", country: "IN" });
    expect(later.column("reason")).toEqual(["project_rule", "project_rule", "new_identity"]);
  });

  test.each([
    ["POST", "/admin/projects", { id: "skyline", name: "x" }, 409],
    ["POST", "/admin/projects", { id: "new", name: "HARBOUR" }, 409],
    ["PATCH", "/admin/projects/skyline", { name: "Harbour" }, 409],
    ["POST", "/admin/projects", { id: "New Project", name: "x" }, 422],
    ["POST", "/admin/projects", { id: "new", name: "x", site_key: "lss_mine" }, 422],
    ["POST", "/admin/projects", { id: "new", name: "x", timezone: "Mars/Olympus" }, 422],
    ["PATCH", "/admin/projects/skyline", { id: "other" }, 422],
    ["PATCH", "/admin/projects/skyline", { name: null }, 422],
    ["PATCH", "/admin/projects/skyline", { origins: ["https://example.com/path"] }, 422],
    ["PATCH", "/admin/projects/nobody", { name: "x" }, 404],
  ])("%s %s %j is refused with %d", async (method, path, body, status) => {
    expect((await rig.admin(method, path, body)).status).toBe(status);
  });

  test.each<[object, object]>([
    [
      { notify: { email: ["jane@example.com"] } },
      {
        field: "notify.email",
        pointer: "#/notify/email",
        message: "unknown field",
        allowed: ["emails", "slack_url", "alerts"],
        did_you_mean: "emails",
      },
    ],
    [
      { rules: { blocked_country: ["KP"] } },
      {
        field: "rules.blocked_country",
        pointer: "#/rules/blocked_country",
        message: "unknown field",
        allowed: ["blocked_countries", "blocked_email_domains"],
        did_you_mean: "blocked_countries",
      },
    ],
  ])("keeps what it has when a name within a setting is misspelt: %j", async (wrong, error) => {
    const settings = { notify: { emails: ["jane@example.com"] }, rules: { blocked_countries: ["US"] } };
    await rig.admin("PATCH", "/admin/projects/skyline", settings);
    const refused = { status: 422, body: { errors: [error] } };
    expect(await rig.admin("PATCH", "/admin/projects/skyline", wrong)).toMatchObject(refused);
    expect(await rig.admin("POST", "/admin/projects", { id: "new", name: "New", ...wrong })).toMatchObject(
      refused,
    );
    const { body } = await rig.admin("GET", "/admin/projects");
    expect((body as { projects: object[] }).projects[0]).toMatchObject(settings);
  });

  test.each<[object, string, string]>([
    [
      { id: "New Project" },
      "id",
      "must be a project id: up to 64 lower-case letters, digits, - and _, beginning with a letter or digit",
    ],
    [{ name: "" }, "name", "must have at least 1 character"],
    [{ name: "x".repeat(101) }, "name", "must have at most 100 characters"],
    [{ default_country: "in" }, "default_country", "must be two capital letters such as IN"],
    [{ timezone: "Mars/Olympus" }, "timezone", "must be an IANA time zone such as Asia/Kolkata"],
    [{ origins: ["example.com"] }, "origins.0", "must be an origin such as https://www.example.com"],
    [
      { origins: ["https://example.com/path"] },
      "origins.0",
      "must be an origin such as https://www.example.com",
    ],
    [{ redirect_hosts: ["a b"] }, "redirect_hosts.0", "must be a host name such as www.example.com"],
    [
      { rules: { blocked_countries: ["India"] } },
      "rules.blocked_countries.0",
      "must be two capital letters such as IN",
    ],
    [
      { rules: { blocked_email_domains: ["@spam"] } },
      "rules.blocked_email_domains.0",
      "must be a host name such as www.example.com",
    ],
    [
      { notify: { emails: ["jane"] } },
      "notify.emails.0",
      "must be an e-mail address such as jane@example.com",
    ],
    [
      { notify: { slack_url: "https://example.com" } },
      "notify.slack_url",
      "must be a Slack webhook such as https://hooks.slack.com/services/T0/B0/x",
    ],
    [{ retention_days: 0 }, "retention_days", "must be at least 1"],
  ])("with %j is refused in words that repair it", async (wrong, field, message) => {
    const { body } = await rig.admin("POST", "/admin/projects", { id: "new", name: "New", ...wrong });
    const { errors } = body as { errors: { field: string; message: string }[] };
    expect(errors.map((error) => [error.field, error.message])).toEqual([[field, message]]);
  });

  test("is only listed for its own admins", async () => {
    const { body } = await rig.admin("GET", "/admin/projects", undefined, "lsk_harbour_admin");
    expect((body as { projects: { id: string }[] }).projects.map((project) => project.id)).toEqual([
      "harbour",
    ]);
    expect(
      (await rig.admin("POST", "/admin/projects", { id: "new", name: "x" }, "lsk_harbour_admin")).status,
    ).toBe(403);
  });
});

describe("housekeeping", () => {
  test("deletes what is older than its project keeps it, and nothing of another", async () => {
    await rig.post({ project: "skyline", email: "old@example.com" });
    await rig.post({ project: "skyline", email: "active@example.com" });
    await rig.post({ project: "harbour", email: "old@example.com" });
    for (const project of ["skyline", "harbour"])
      await rig.post({ project, email: "tester@example.com" }, { key: "lsk_testing" });
    rig.advance(31 * DAY_MS);
    await rig.post({ project: "skyline", email: "active@example.com", message: "again" });
    const skyline = { id: "skyline", name: "Skyline", retentionDays: 30 };
    await keepHouse(env.DB, [skyline, { id: "harbour", name: "Harbour" }], rig.now());
    const left = await env.DB.prepare("SELECT ContactEmail, ProjectName FROM Leads ORDER BY 1").all();
    expect(left.results).toEqual([
      { ContactEmail: "active@example.com", ProjectName: "skyline" },
      { ContactEmail: "old@example.com", ProjectName: "harbour" },
    ]);
    expect([await countRows("LeadSubmissions"), await countRows("LeadIdentities")]).toEqual([3, 2]);
    const tests = await env.DB.prepare("SELECT ProjectName FROM TestingLeads").all();
    expect(tests.results).toEqual([{ ProjectName: "harbour" }]);
    // Of the first submission of a person who wrote again only stays what the lead shows.
    expect(await countRows("LeadSubmissions", "PayloadJson = '{}'")).toBe(1);
  });

  test("lets an identity last as long as its lead", async () => {
    const send = (contact: object, message: string) => rig.post({ project: "skyline", message, ...contact });
    const [email, phone] = [{ email: "jane@example.com" }, { phone: "+919876543210" }];
    await send(email, "a");
    rig.advance(1);
    await send(phone, "b");
    rig.advance(50 * DAY_MS);
    await send({ ...email, ...phone }, "c");
    rig.advance(20 * DAY_MS);
    await send(email, "d");
    rig.advance(15 * DAY_MS);
    await keepHouse(env.DB, [{ id: "skyline", name: "Skyline", retentionDays: 30 }], rig.now());
    await send(phone, "e");
    // The phone's own lead was past its time, so it is a new one; the e-mail's is still known.
    await send(email, "f");
    expect(rig.column("event_type").slice(3)).toEqual(["follow_up", "primary", "follow_up"]);
    expect(await countRows("LeadSubmissions", "LeadId NOT IN (SELECT LeadId FROM Leads)")).toBe(0);
    // Whoever the lead shows can be erased by it.
    await rig.admin("POST", "/admin/erase", email);
    expect(await countRows("LeadSubmissions", "ContactEmail IS NOT NULL")).toBe(0);
  });

  test("forgets tokens and listed senders that have run out, and none that have not", async () => {
    await rig.postFromPage(BOT);
    const expires = new Date(rig.now() + 7 * DAY_MS).toISOString();
    await env.DB.batch([
      env.DB.prepare("INSERT INTO BlockedIPs VALUES ('203.0.113.9', '', 'admin', 'me', ?1, NULL)").bind(
        expires,
      ),
      env.DB.prepare("INSERT INTO TestIPs VALUES ('203.0.113.10', '', 'office', 'me', ?1, NULL)").bind(
        expires,
      ),
      env.DB.prepare("INSERT INTO TestIPs VALUES ('203.0.113.11', '', 'fair', 'me', ?1, ?1)").bind(expires),
      env.DB.prepare("INSERT INTO UsedFormTokens VALUES ('token', 'submission', ?1)").bind(rig.now()),
    ]);
    const left = async (days: number) => {
      rig.advance(days * DAY_MS);
      await keepHouse(env.DB, [], rig.now());
      return Promise.all(["BlockedIPs", "TestIPs", "UsedFormTokens"].map((table) => countRows(table)));
    };
    expect(await left(1)).toEqual([2, 2, 1]);
    expect(await left(7)).toEqual([1, 1, 0]);
    expect(await countRows("BlockedIPLeads")).toBe(1);
  });
});

test("erasing a person reaches the leads before a long silence and those of a conflict", async () => {
  rig = await createAdminRig({ reengagementDays: 90 });
  const send = (contact: object) => rig.post({ project: "skyline", message: String(rig.now()), ...contact });
  await send({ email: "jane@example.com" });
  rig.advance(100 * DAY_MS);
  await send({ email: "jane@example.com" });
  rig.advance(1);
  await send({ phone: "+919876543210" });
  rig.advance(1);
  await send({ email: "jane@example.com", phone: "+919876543210" });
  await send({ email: "john@example.com" });
  expect(await countRows("Leads")).toBe(4);
  const { body } = await rig.admin("POST", "/admin/erase", { phone: "+919876543210", linked: true });
  expect(body).toMatchObject({ removed: { LeadSubmissions: 4, LeadIdentities: 2 } });
  expect([await countRows("Leads"), await countRows("LeadIdentities")]).toEqual([1, 1]);
});

test("a person who is silent for longer than the re-engagement window is a new lead", async () => {
  rig = await createAdminRig({ reengagementDays: 90 });
  const send = (message: string) => rig.post({ project: "skyline", email: "jane@example.com", message });
  await send("a");
  rig.advance(89 * DAY_MS);
  await send("b");
  rig.advance(89 * DAY_MS);
  await send("c");
  rig.advance(90 * DAY_MS);
  await send("d");
  await send("e");
  expect(rig.column("event_type")).toEqual(["primary", "follow_up", "follow_up", "primary", "follow_up"]);
  expect(await countRows("Leads")).toBe(2);
});
