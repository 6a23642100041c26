import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toKeyName } from "../../src/access/key.ts";
import { PROJECTS_NAME } from "../../src/access/project-directory.ts";
import type { Env } from "../../src/config.ts";
import { ADMIN_ACTIONS } from "../../src/domain/admin-action.ts";
import { listAdminRoutes } from "../../src/http/openapi-admin.ts";
import { noteAction } from "../../src/ingest/admin-actions.ts";
import { keepHouse } from "../../src/ingest/housekeeping.ts";
import { type AppRig, as, createAppRig } from "./app-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const DAY_MS = 86_400_000;
const ID = "01900000-0000-7000-8000-000000000001";
const PERSON = { email: "jane@example.com", phone: "+919876543210" };

interface Entry {
  readonly id: string;
  readonly action: string;
  readonly target: string | null;
  readonly projects: "all" | string[];
  readonly fields: string[];
}

let rig: AppRig;
beforeEach(async () => {
  await resetDatabase();
  rig = await createAppRig();
  const notify = { slack_url: "https://hooks.slack.com/services/T0/B0/alpha" };
  await env.DIRECTORY.put(
    PROJECTS_NAME,
    JSON.stringify([
      { id: "alpha", name: "Alpha", notify },
      { id: "beta", name: "Beta" },
    ]),
  );
  const made = { created_at: "2026-01-01T00:00:00Z", role: "admin" };
  const keys = {
    lsk_boss: { ...made, id: "boss", projects: "all" },
    lsk_lead: { ...made, id: "lead", projects: ["alpha"] },
    lsk_gone: { ...made, id: "gone", projects: "all" },
  };
  for (const [key, record] of Object.entries(keys))
    await env.DIRECTORY.put(await toKeyName(key), JSON.stringify(record));
});
afterEach(() => vi.unstubAllGlobals());

async function send(method: string, path: string, body?: object, key = "lsk_boss", from = rig) {
  const response = await from.fetch(path, {
    method,
    headers: { ...as(key), "Content-Type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

async function list(query = "", key = "lsk_boss") {
  const { text } = await send("GET", `/admin/actions${query}`, undefined, key);
  return JSON.parse(text) as { entries: Entry[]; next_before: string | null };
}

/** Every change an admin can make, and how it is noted. */
const CHANGES: readonly (readonly [string, string, object | undefined, Partial<Entry>])[] = [
  [
    "POST",
    "/admin/projects",
    { id: "delta", name: "Delta" },
    { action: "project_created", target: "delta", projects: ["delta"], fields: ["id", "name"] },
  ],
  [
    "PATCH",
    "/admin/projects/alpha",
    { rules: { blocked_email_domains: ["example.org"] }, timezone: null },
    { action: "project_changed", target: "alpha", projects: ["alpha"], fields: ["rules", "timezone: null"] },
  ],
  ["POST", "/admin/projects/alpha/site-key", undefined, { action: "site_key_rotated", target: "alpha" }],
  ["POST", "/admin/projects/alpha/brief", undefined, { action: "brief_sent", target: "alpha" }],
  [
    "POST",
    "/admin/keys",
    { role: "marketing", projects: ["alpha", "beta"], label: "Jane Doe" },
    { action: "key_created", projects: ["alpha", "beta"], fields: ["label", "projects", "role: marketing"] },
  ],
  ["DELETE", "/admin/keys/gone", undefined, { action: "key_revoked", target: "gone", projects: "all" }],
  [
    "POST",
    "/admin/blocked-ips",
    { ip: "203.0.113.9", project: "alpha", reason: "Jane Doe's flat" },
    {
      action: "sender_blocked",
      target: "203.0.113.…",
      projects: ["alpha"],
      fields: ["ip", "project", "reason"],
    },
  ],
  [
    "DELETE",
    "/admin/blocked-ips?ip=203.0.113.9&project=alpha",
    undefined,
    { action: "sender_unblocked", target: "203.0.113.…" },
  ],
  [
    "POST",
    "/admin/test-ips",
    { ip: "2001:db8:1:2::3" },
    {
      action: "test_sender_added",
      target: "2001:db8:…",
      projects: "all",
      fields: ["ip", "project", "reason"],
    },
  ],
  [
    "DELETE",
    "/admin/test-ips?ip=2001:db8:1:2::3",
    undefined,
    { action: "test_sender_lifted", target: "2001:db8:…", projects: "all" },
  ],
  [
    "POST",
    `/admin/filtered/${ID}/restore`,
    undefined,
    { action: "submission_restored", target: ID, projects: ["alpha"] },
  ],
  ["POST", "/admin/erase", PERSON, { action: "person_erased", projects: "all", fields: [] }],
  ["POST", "/admin/dead-letters/replay", undefined, { action: "dead_letters_replayed", target: null }],
];

/** A filtered submission that can be restored. */
async function filter(): Promise<void> {
  const columns = await env.DB.prepare("SELECT name FROM pragma_table_info('BlockedIPLeads')").all<{
    name: string;
  }>();
  const values: Record<string, string | number | null> = {
    SubmissionId: ID,
    ProjectName: "alpha",
    EventType: "bot",
    ContactEmail: PERSON.email,
    ReceivedAt: "2026-11-20T10:00:00.000Z",
    EventJson: "{}",
    SuspicionReasons: "[]",
    PayloadJson: "{}",
    TouchJson: "{}",
    RestoredAt: null,
  };
  const names = columns.results.map(({ name }) => name);
  await env.DB.prepare(
    `INSERT INTO BlockedIPLeads (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
  )
    .bind(...names.map((name) => (name in values ? (values[name] ?? null) : "")))
    .run();
}

test("every change an admin can make is noted once, by whom, and without anybody's data", async () => {
  await filter();
  for (const [method, path, body, noted] of CHANGES) {
    const { status } = await send(method, path, body);
    expect([path, status < 300]).toEqual([path, true]);
    const entries = (await list()).entries.filter(({ action }) => action === noted.action);
    expect(entries).toMatchObject([{ key_id: "boss", ...noted }]);
    expect(entries[0]?.fields).toEqual(noted.fields ?? []);
  }
  expect(await countRows("AdminActions")).toBe(CHANGES.length);
  expect(new Set(CHANGES.map(([, , , { action }]) => action))).toEqual(new Set(ADMIN_ACTIONS));
  const stored = JSON.stringify((await env.DB.prepare("SELECT * FROM AdminActions").all()).results);
  for (const personal of [...Object.values(PERSON), "Jane", "Doe", "203.0.113.9", "2001:db8:1", "lsk_"])
    expect(stored).not.toContain(personal);
});

test("the table above holds every change that the API describes", () => {
  const described = listAdminRoutes().filter(({ method }) => method !== "get");
  const toShape = (path: string) =>
    path.replace(/\?.*/, "").replace(/(projects|keys|filtered)\/[^/]+/, "$1/{id}");
  expect(CHANGES.map(([method, path]) => `${method.toLowerCase()} ${toShape(path)}`).sort()).toEqual(
    described.map(({ method, path }) => `${method} ${path}`).sort(),
  );
});

describe("what is not noted", () => {
  test.each([
    ["POST", "/admin/projects", { id: "Delta!", name: "" }, "lsk_boss"],
    ["PATCH", "/admin/projects/beta", { timezone: "Asia/Dubai" }, "lsk_lead"],
    ["POST", "/admin/erase", {}, "lsk_boss"],
    ["POST", "/admin/keys", { role: "owner", projects: "all" }, "lsk_boss"],
    ["DELETE", "/admin/keys/nobody", undefined, "lsk_boss"],
    ["POST", "/admin/projects", { id: "gamma", name: "Beta" }, "lsk_boss"],
    ["PATCH", "/admin/projects/alpha", { name: "Beta" }, "lsk_boss"],
    ["PATCH", "/admin/projects/alpha", { toString: null }, "lsk_boss"],
    ["DELETE", "/admin/blocked-ips?ip=203.0.113.9", undefined, "lsk_boss"],
    ["POST", "/admin/blocked-ips", { ip: "203.0.113.9", project: "alhpa" }, "lsk_boss"],
    ["POST", "/admin/erase", { ...PERSON, project: "alhpa" }, "lsk_boss"],
    ["POST", "/admin/dead-letters/replay?id=jane%40example.com", undefined, "lsk_boss"],
    ["POST", `/admin/filtered/${ID}/restore`, undefined, "lsk_boss"],
    ["POST", "/admin/projects", { id: "delta", name: "Delta" }, "lsk_reader"],
  ])("%s %s that is refused: %j with %s", async (method, path, body, key) => {
    expect((await send(method, path, body, key)).status).toBeGreaterThanOrEqual(400);
    expect(await countRows("AdminActions")).toBe(0);
  });
});

describe("where it cannot be noted", () => {
  /** Everything that administration could change. */
  async function readAll(): Promise<unknown[]> {
    const tables = await env.DB.prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '[A-Z]*' ORDER BY name",
    ).all<{ name: string }>();
    const rows = await env.DB.batch(
      tables.results.map(({ name }) => env.DB.prepare(`SELECT * FROM ${name}`)),
    );
    const { keys } = await env.DIRECTORY.list();
    const values = await Promise.all(keys.map(async ({ name }) => [name, await env.DIRECTORY.get(name)]));
    return [...rows.map(({ results }) => results), ...values];
  }

  async function createBusyRig() {
    const db = env.DB;
    const prepare = (sql: string) => {
      if (sql.includes("INTO AdminActions")) throw new Error("D1 is busy");
      return db.prepare(sql);
    };
    const DB = { prepare, batch: (statements: D1PreparedStatement[]) => db.batch(statements) } as D1Database;
    return createAppRig({ DB } as Partial<Env>);
  }

  async function addSenders() {
    await send("POST", "/admin/blocked-ips", { ip: "203.0.113.9", project: "alpha" });
    await send("POST", "/admin/test-ips", { ip: "2001:db8:1:2::3" });
  }

  let said: ReturnType<typeof vi.spyOn>;
  beforeEach(async () => {
    said = vi.spyOn(console, "error").mockImplementation(() => {});
    await Promise.all([filter(), addSenders()]);
  });
  afterEach(() => said.mockRestore());

  test.each(CHANGES.filter(([, , , { action }]) => action !== "key_revoked"))(
    "%s %s does nothing",
    async (...change) => {
      const [method, path, body] = change;
      const { DIRECTORY } = env;
      const projects = await DIRECTORY.get(PROJECTS_NAME);
      const busy = await createBusyRig();
      await DIRECTORY.put(PROJECTS_NAME, projects ?? "");
      const before = await readAll();
      const asked = vi.spyOn(globalThis, "fetch");
      const { status, text } = await send(method, path, body, "lsk_boss", busy);
      expect([status, JSON.parse(text).detail]).toEqual([
        503,
        "Nothing was done: it could not be noted. See /healthz, and try again.",
      ]);
      expect(await readAll()).toEqual(before);
      expect(asked.mock.calls.filter(([url]) => String(url).includes("slack"))).toEqual([]);
    },
  );

  test("a key is revoked all the same, and the log says so", async () => {
    const busy = await createBusyRig();
    expect((await send("DELETE", "/admin/keys/gone", undefined, "lsk_boss", busy)).status).toBe(204);
    expect(await env.DIRECTORY.get(await toKeyName("lsk_gone"))).toBeNull();
    expect(said.mock.calls.flat().join()).toContain(
      '"event":"action_not_noted","action":"key_revoked","key_id":"gone"',
    );
  });
});

test("an admin of some projects sees what concerned these alone", async () => {
  await send("PATCH", "/admin/projects/alpha", { timezone: "Asia/Dubai" }, "lsk_lead");
  await send("PATCH", "/admin/projects/beta", { timezone: "Asia/Dubai" });
  await send("POST", "/admin/keys", { role: "marketing", projects: ["alpha", "beta"] });
  await send("POST", "/admin/test-ips", { ip: "203.0.113.9" });
  expect((await list("", "lsk_lead")).entries.map(({ action, target }) => [action, target])).toEqual([
    ["project_changed", "alpha"],
  ]);
  expect((await list()).entries).toHaveLength(4);
});

test("pages of the list hold every action once, the latest first", async () => {
  const start = Date.parse("2026-11-20T10:00:00Z");
  const noted = { action: "project_changed", key_id: "boss", projects: ["alpha"], target: "alpha" } as const;
  for (let index = 0; index < 5; index++)
    await noteAction(env.DB, { ...noted, fields: [`f${index}`] }, start + index);
  const read: string[] = [];
  for (let before: string | null = ""; before !== null; ) {
    const page = await list(`?limit=2${before && `&before=${before}`}`);
    read.push(...page.entries.flatMap(({ fields }) => fields));
    before = page.next_before;
  }
  expect(read).toEqual(["f4", "f3", "f2", "f1", "f0"]);
  expect((await list("?before=2026-11-20T10:00:00.002Z")).entries.flatMap(({ fields }) => fields)).toEqual([
    "f1",
    "f0",
  ]);
  const [, second] = (await list("?limit=2")).entries;
  expect((await list(`?before=${second?.id.toUpperCase()}`)).entries).toHaveLength(3);
  expect((await send("GET", "/admin/actions?before=yesterday")).status).toBe(400);
});

test("the list can be of one key, or of one kind of action", async () => {
  await send("PATCH", "/admin/projects/alpha", { timezone: "Asia/Dubai" }, "lsk_lead");
  await send("POST", "/admin/projects/alpha/site-key", undefined, "lsk_lead");
  await send("PATCH", "/admin/projects/alpha", { timezone: "Asia/Tokyo" });
  const read = async (query: string, key?: string) =>
    (await list(query, key)).entries.map(({ action }) => action);
  expect(await read("?key=lead")).toEqual(["site_key_rotated", "project_changed"]);
  expect(await read("?action=project_changed")).toEqual(["project_changed", "project_changed"]);
  expect(await read("?action=project_changed&key=boss")).toEqual(["project_changed"]);
  expect(await read("?key=nobody")).toEqual([]);
  // Of others' projects it tells an admin of some no more than without.
  await send("PATCH", "/admin/projects/beta", { timezone: "Asia/Tokyo" });
  expect(await read("?key=boss", "lsk_lead")).toEqual(["project_changed"]);
  const { status, text } = await send("GET", "/admin/actions?action=project_change");
  expect([status, JSON.parse(text).errors]).toMatchObject([400, [{ field: "action" }]]);
});

test("an erasure takes the submissions of its person out of the list", async () => {
  await filter();
  await send("POST", `/admin/filtered/${ID}/restore`);
  await send("POST", "/admin/erase", { email: PERSON.email });
  expect((await list()).entries.map(({ action, target }) => [action, target])).toContainEqual([
    "submission_restored",
    null,
  ]);
  expect(JSON.stringify(await list())).not.toContain(ID);
});

test("an admin of some projects cannot find out what others are called", async () => {
  const statuses = ["Beta", "Delta"].map(async (name) => {
    const { status } = await send("PATCH", "/admin/projects/alpha", { name }, "lsk_lead");
    return status;
  });
  expect(await Promise.all(statuses)).toEqual([403, 403]);
});

describe("housekeeping", () => {
  const nowMs = Date.parse("2026-11-20T10:00:00Z");
  const noted = {
    action: "brief_sent",
    key_id: "boss",
    projects: ["alpha"],
    target: "alpha",
    fields: [],
  } as const;

  test("keeps actions for 400 days", async () => {
    for (const days of [401, 399]) await noteAction(env.DB, noted, nowMs - days * DAY_MS);
    await keepHouse(env.DB, [], nowMs);
    expect(await countRows("AdminActions")).toBe(1);
  });

  test("forgets everything else also where actions cannot be", async () => {
    const batch: D1Database["batch"] = (statements) => env.DB.batch(statements);
    const prepare = (sql: string) => env.DB.prepare(sql.replaceAll("AdminActions", "NoSuchTable"));
    await env.DB.prepare(
      "INSERT INTO UsedFormTokens (TokenId, SubmissionId, UsedMs) VALUES ('t', 's', 0)",
    ).run();
    await expect(keepHouse({ batch, prepare } as D1Database, [], nowMs)).rejects.toThrow(
      /^housekeeping failed for admin actions: .*no such table/,
    );
    expect(await countRows("UsedFormTokens")).toBe(0);
  });
});
