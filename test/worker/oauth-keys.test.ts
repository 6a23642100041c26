import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { resetDatabase } from "./database.ts";
import { createOAuthRig, dropKey, KEYS, type OAuthRig, putKey } from "./oauth-rig.ts";

let rig: OAuthRig;
beforeEach(async () => {
  await resetDatabase();
  for (const { name } of (await env.DIRECTORY.list({ prefix: "key:" })).keys)
    await env.DIRECTORY.delete(name);
  rig = await createOAuthRig();
  await putKey("lsk_alpha_admin", { ...KEYS.lsk_alpha, id: "alpha-admin", role: "admin" });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

interface Key {
  readonly key: string;
  readonly id: string;
}

async function admin(method: string, path: string, body?: object, key = "lsk_admin") {
  const init = {
    method,
    headers: { Authorization: `Bearer ${key}` },
    ...(body && { body: JSON.stringify(body) }),
  };
  const response = await rig.fetch(path, init);
  const text = await response.text();
  return { status: response.status, body: (text === "" ? undefined : JSON.parse(text)) as never };
}

const listIds = async (key?: string) =>
  ((await admin("GET", "/admin/keys", undefined, key)).body as { keys: Key[] }).keys
    .map(({ id }) => id)
    .sort();

const MARKETING = { role: "marketing", projects: ["alpha"], label: "Asha" };

test.each([
  ["GET", "/admin/keys"],
  ["POST", "/admin/keys"],
  ["DELETE", "/admin/keys/reader"],
])("%s %s is for admins only", async (method, path) => {
  expect((await admin(method, path, undefined, "lsk_reader")).status).toBe(403);
  expect((await admin(method, path, undefined, "lsk_nobody")).status).toBe(401);
});

describe("a new key", () => {
  test("is told once, works, and is listed without itself", async () => {
    const expires_at = "2999-01-01T00:00:00+05:30";
    const { status, body } = await admin("POST", "/admin/keys", { ...MARKETING, expires_at });
    const { key, ...shown } = body as Key;
    expect(status).toBe(201);
    expect(key).toMatch(/^lsk_[0-9A-Za-z]{32}$/);
    expect(shown).toEqual({
      ...MARKETING,
      id: key.slice(4, 12),
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      expires_at,
    });
    expect((await rig.call(key)).status).toBe(200);

    const listed = await admin("GET", "/admin/keys");
    expect((listed.body as { keys: unknown[] }).keys).toContainEqual(shown);
    expect(JSON.stringify(listed.body)).not.toContain(key.slice(12));
  });

  test.each([
    ["projects", "unknown_project", { ...MARKETING, projects: ["gamma"] }],
    ["projects", "invalid_body", { role: "marketing" }],
    ["role", "invalid_body", { ...MARKETING, role: "owner" }],
    ["expires_at", "invalid_body", { ...MARKETING, expires_at: "2020-01-01T00:00:00Z" }],
    ["expires_at", "invalid_body", { ...MARKETING, expires_at: "tomorrow" }],
    ["test", "invalid_body", { ...MARKETING, test: true }],
    ["id", "invalid_body", { ...MARKETING, id: "chosen" }],
  ])("with a wrong %s is %s", async (field, code, body) => {
    expect(await admin("POST", "/admin/keys", body)).toMatchObject({
      status: 422,
      body: { code, errors: [{ field }] },
    });
  });

  test("ends no later than the key it is made with", async () => {
    const end = "2999-01-01T00:00:00Z";
    const made = await admin("POST", "/admin/keys", { role: "admin", projects: ["alpha"], expires_at: end });
    const { key } = made.body as Key;
    for (const expires_at of [undefined, "2999-01-01T00:00:01Z"])
      expect(await admin("POST", "/admin/keys", { ...MARKETING, expires_at }, key)).toMatchObject({
        status: 422,
        body: {
          errors: [
            {
              field: "expires_at",
              message: `must not be later than the end of the key it is made with, ${end}`,
            },
          ],
        },
      });
    expect((await admin("POST", "/admin/keys", { ...MARKETING, expires_at: end }, key)).status).toBe(201);
  });

  test.each<[object, object]>([
    [
      { role: "marketng", projects: "all" },
      {
        field: "role",
        pointer: "#/role",
        message: '"marketng" is not allowed here',
        allowed: ["admin", "marketing", "ingest"],
        did_you_mean: "marketing",
      },
    ],
    [
      { projects: "all" },
      {
        field: "role",
        pointer: "#/role",
        message: "is missing",
        allowed: ["admin", "marketing", "ingest"],
      },
    ],
    [
      { role: "marketing" },
      {
        field: "projects",
        pointer: "#/projects",
        message: 'must be "all" or a list of project ids, such as ["acme"]',
      },
    ],
    [
      { ...MARKETING, expires_at: "2027-02-30" },
      {
        field: "expires_at",
        pointer: "#/expires_at",
        message: "must be a date or a date-time with its offset, such as 2027-01-01 or 2027-01-01T00:00:00Z",
      },
    ],
    [
      { ...MARKETING, lable: "Asha" },
      {
        field: "lable",
        pointer: "#/lable",
        message: "unknown field",
        allowed: ["role", "projects", "expires_at", "test", "label"],
        did_you_mean: "label",
      },
    ],
    [
      { ...MARKETING, projects: ["Green Acres"] },
      {
        field: "projects.0",
        pointer: "#/projects/0",
        message:
          "must be a project id: up to 64 lower-case letters, digits, - and _, beginning with a letter or digit",
      },
    ],
    [
      { ...MARKETING, test: "yes" },
      { field: "test", pointer: "#/test", message: "must be true or false" },
    ],
    [
      { ...MARKETING, label: "x".repeat(201) },
      { field: "label", pointer: "#/label", message: "must have at most 200 characters" },
    ],
  ])("%j is refused in words that repair it", async (body, error) => {
    const { body: problem } = await admin("POST", "/admin/keys", body);
    expect((problem as { errors: object[] }).errors).toEqual([error]);
  });

  test("ends with the beginning of a day in UTC when only the day is given", async () => {
    const { status, body } = await admin("POST", "/admin/keys", { ...MARKETING, expires_at: "2999-01-01" });
    expect([status, body]).toMatchObject([201, { expires_at: "2999-01-01T00:00:00.000Z" }]);
  });
});

describe("the list", () => {
  test("costs no read per key, but for those without metadata", async () => {
    for (let i = 0; i < 3; i++) await admin("POST", "/admin/keys", MARKETING);
    const names: string[] = [];
    const counting = new Proxy(env.DIRECTORY, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== "function") return value;
        return (...args: unknown[]) => {
          if (name === "get") names.push(String(args[0]));
          return Reflect.apply(value, target, args);
        };
      },
    });
    rig = await createOAuthRig({ DIRECTORY: counting });
    expect(await listIds()).toHaveLength(Object.keys(KEYS).length + 4);
    // The five that were put in by hand, and the key that asks.
    expect(names.filter((name) => name.startsWith("key:"))).toHaveLength(Object.keys(KEYS).length + 2);
  });

  test("has keys for more projects than metadata can hold", async () => {
    const projects = Array.from({ length: 200 }, (_, i) => `project-${i}`);
    await env.DIRECTORY.put("projects", JSON.stringify(projects.map((id) => ({ id, name: id }))));
    const { status, body } = await admin("POST", "/admin/keys", { role: "marketing", projects });
    expect(status).toBe(201);
    expect(await listIds()).toContain((body as Key).id);
  });

  test("leaves out what is no key", async () => {
    await env.DIRECTORY.put("key:broken", "{}");
    expect(await listIds()).toEqual(["admin", "alpha", "alpha-admin", "reader", "sender"]);
  });
});

describe("revoking", () => {
  test("ends the key and every token that came from it", async () => {
    const { key, id } = (await admin("POST", "/admin/keys", MARKETING)).body as Key;
    const app = await rig.register();
    const { access_token, refresh_token } = await rig.connect(app, key);
    expect((await admin("DELETE", `/admin/keys/${id}`)).status).toBe(204);
    rig.advance(25);
    expect((await rig.call(key)).status).toBe(401);
    expect((await rig.call(access_token)).status).toBe(401);
    expect((await rig.refresh(app, refresh_token)).status).toBe(400);
    expect(await listIds()).not.toContain(id);
    expect((await admin("DELETE", `/admin/keys/${id}`)).status).toBe(404);
  });

  test("is nothing a key can do to itself", async () => {
    expect(await admin("DELETE", "/admin/keys/admin")).toMatchObject({ status: 409 });
    expect((await rig.fetch("/admin/keys", { headers: { Authorization: "Bearer lsk_admin" } })).status).toBe(
      200,
    );
  });
});

describe("an admin of one project", () => {
  const KEY = "lsk_alpha_admin";

  test("sees and revokes its keys only", async () => {
    expect(await listIds(KEY)).toEqual(["alpha", "alpha-admin"]);
    expect((await admin("DELETE", "/admin/keys/reader", undefined, KEY)).status).toBe(404);
    expect((await admin("DELETE", "/admin/keys/alpha", undefined, KEY)).status).toBe(204);
  });

  test("makes keys for it only", async () => {
    expect((await admin("POST", "/admin/keys", MARKETING, KEY)).status).toBe(201);
    for (const projects of ["all", ["beta"], ["alpha", "beta"]])
      expect((await admin("POST", "/admin/keys", { ...MARKETING, projects }, KEY)).status).toBe(403);
  });

  test("cannot act for a project whose key it lost", async () => {
    await dropKey(KEY);
    rig.advance(25);
    expect((await admin("GET", "/admin/keys", undefined, KEY)).status).toBe(401);
  });
});

describe("when keys cannot be looked up", () => {
  test.each<[string, () => Promise<{ status: number }>]>([
    [
      "a lead of Google Ads",
      () => rig.fetch("/leads/google-ads/alpha", { method: "POST", body: '{"google_key":"lsk_sender"}' }),
    ],
    ["an assistant with a key", () => rig.call("lsk_reader")],
    ["an assistant where only keys are taken", () => rig.call("lsk_reader", "/k/mcp")],
    [
      "statistics",
      () => rig.fetch("/analytics/lead-stats", { headers: { Authorization: "Bearer lsk_reader" } }),
    ],
    ["a sign-in", async () => rig.signIn(await rig.toAuthorizePath(await rig.register()), "lsk_reader")],
  ])("%s is told so, and the log why", async (_what, ask) => {
    const broken = new Proxy(env.DIRECTORY, {
      get: () => () => Promise.reject(new Error("the directory is down")),
    });
    rig = await createOAuthRig({ DIRECTORY: broken });
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    expect((await ask()).status).toBe(503);
    const entries = logged.mock.calls.map(([line]) => JSON.parse(String(line)) as { event: string });
    expect(entries.filter(({ event }) => event === "problem")).toEqual([
      { event: "problem", code: "storage_unavailable", cause: "Error: the directory is down" },
    ]);
  });
});
