import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Env } from "../../src/config.ts";
import worker from "../../src/index.ts";
import { type AppRig, as, createAppRig } from "./app-rig.ts";
import { countRows, resetDatabase } from "./database.ts";

const TABLES = ["Leads", "LeadSubmissions", "TestingLeads", "BlockedIPLeads"];
const countAll = async () =>
  (await Promise.all(TABLES.map((table) => countRows(table)))).reduce((a, b) => a + b, 0);

beforeEach(resetDatabase);
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("statistics", () => {
  const unreachable = new Proxy({} as D1Database, {
    get: (_target, name) => {
      throw new Error(`the record was touched: ${String(name)}`);
    },
  });

  test.each([
    ["/analytics/lead-stats", 1],
    ["/analytics/lead-stats?bucket=30min&group_by=source,city&country=IN", 2],
    ["/analytics/lead-stats/summary", 5],
    ["/analytics/lead-stats/values?dimension=city", 1],
    ["/analytics/lead-stats/schema", 1],
  ])("of %s cost %i statements and never touch D1", async (path, statements) => {
    const rig = await createAppRig({ DB: unreachable });
    const response = await rig.fetch(path, { headers: as("lsk_reader") });
    expect([response.status, await response.json()]).toMatchObject([
      200,
      { quality: { source: "analytics_engine" } },
    ]);
    expect(rig.statements).toHaveLength(statements);
  });

  test("ask only for the projects of a scoped key", async () => {
    const rig = await createAppRig();
    for (const path of ["", "/summary", "/values?dimension=project", "/schema"]) {
      const response = await rig.fetch(`/analytics/lead-stats${path}`, { headers: as("lsk_alpha") });
      expect(await response.text()).not.toMatch(/beta/i);
    }
    expect(rig.statements.length).toBeGreaterThan(4);
    for (const sql of rig.statements) expect(sql).toContain("index1 IN ('alpha')");
  });

  test("that cannot be had are a 503 without a word from upstream", async () => {
    const rig = await createAppRig();
    vi.spyOn(console, "error").mockImplementation(() => {});
    for (const status of [401, 422, 429, 500]) {
      vi.stubGlobal("fetch", async () => new Response("upstream secret", { status }));
      const response = await rig.fetch("/analytics/lead-stats", { headers: as("lsk_reader") });
      expect(response.status).toBe(503);
      expect(response.headers.get("Retry-After")).toBe("60");
      expect(await response.text()).not.toContain("secret");
    }
  });

  test("of a dataset never written are empty and say so", async () => {
    const rig = await createAppRig();
    vi.stubGlobal(
      "fetch",
      async () =>
        new Response('Input was invalid: unable to find type of column: "timestamp"', { status: 422 }),
    );
    const response = await rig.fetch("/analytics/lead-stats/summary", { headers: as("lsk_reader") });
    expect(await response.json()).toMatchObject({
      totals: { total: 0, actual_rate: { value: null } },
      quality: { warnings: [{ code: "no_data_yet" }, { code: "open_period" }] },
    });
  });
});

describe("bad input", () => {
  let rig: AppRig;
  beforeEach(async () => {
    rig = await createAppRig();
  });

  const post = (body: BodyInit, headers: Record<string, string> = {}) => ({
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", ...as("lsk_sender"), ...headers },
  });
  const valid = { project: "alpha", email: "jane@example.com" };

  test.each<[string, string, RequestInit, number, string, string | undefined]>([
    ["invalid JSON", "/leads", post("{"), 400, "invalid_json", undefined],
    ["a list", "/leads", post("[]"), 422, "invalid_body", undefined],
    ["nothing to reach a person by", "/leads", post('{"project":"alpha"}'), 422, "invalid_body", "email"],
    [
      "an e-mail of the wrong type",
      "/leads",
      post('{"project":"alpha","email":7}'),
      422,
      "invalid_body",
      "email",
    ],
    ["no project", "/leads", post('{"email":"a@example.com"}'), 422, "invalid_body", "project"],
    [
      "an unknown project",
      "/leads",
      post('{"project":"alfa","email":"a@example.com"}'),
      422,
      "unknown_project",
      "project",
    ],
    [
      "a body over 64 KiB",
      "/leads",
      post(JSON.stringify({ ...valid, message: "x".repeat(65_536) })),
      413,
      "body_too_large",
      undefined,
    ],
    [
      "a content type of another kind",
      "/leads",
      post("<a/>", { "Content-Type": "application/xml" }),
      415,
      "unsupported_media_type",
      undefined,
    ],
    ["no key", "/leads", post(JSON.stringify(valid), { Authorization: "" }), 401, "unauthorized", undefined],
    ["a wrong key", "/leads", post(JSON.stringify(valid), as("lsk_nobody")), 401, "unauthorized", undefined],
    ["a reader's key", "/leads", post(JSON.stringify(valid), as("lsk_reader")), 403, "forbidden", undefined],
    [
      "a key of another project",
      "/leads",
      post('{"project":"beta","email":"a@example.com"}', as("lsk_sender_alpha")),
      403,
      "forbidden",
      undefined,
    ],
    ["no key for statistics", "/analytics/lead-stats", {}, 401, "unauthorized", undefined],
    [
      "a sender's key for statistics",
      "/analytics/lead-stats",
      { headers: as("lsk_sender") },
      403,
      "forbidden",
      undefined,
    ],
    [
      "an unknown parameter",
      "/analytics/lead-stats?buckt=day",
      { headers: as("lsk_reader") },
      400,
      "invalid_parameter",
      "buckt",
    ],
    [
      "a parameter given twice",
      "/analytics/lead-stats?days=1&days=2",
      { headers: as("lsk_reader") },
      400,
      "invalid_parameter",
      "days",
    ],
    [
      "a reversed range",
      "/analytics/lead-stats?from=2026-11-02&to=2026-11-01",
      { headers: as("lsk_reader") },
      400,
      "invalid_parameter",
      "to",
    ],
    [
      "a bad zone",
      "/analytics/lead-stats?timezone=Mars",
      { headers: as("lsk_reader") },
      400,
      "invalid_parameter",
      "timezone",
    ],
    [
      "too many cells",
      "/analytics/lead-stats?days=300&bucket=30min",
      { headers: as("lsk_reader") },
      400,
      "too_many_cells",
      "bucket",
    ],
    [
      "a dimension that is none",
      "/analytics/lead-stats/values?dimension=emails",
      { headers: as("lsk_reader") },
      400,
      "invalid_parameter",
      "dimension",
    ],
    ["a path that is none", "/analytics/leads", {}, 404, "not_found", undefined],
  ])("%s is its own problem", async (_what, path, init, status, code, field) => {
    const response = await rig.fetch(path, init);
    const problem = (await response.json()) as { errors?: { field: string }[] };
    expect(response.status).toBe(status);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(problem).toMatchObject({ code, status, title: expect.any(String), detail: expect.any(String) });
    if (field) expect(problem.errors?.map((error) => error.field)).toContain(field);
    expect(await countAll()).toBe(0);
  });

  test.each([
    ["GET", "/leads", "POST"],
    ["PUT", "/leads", "POST"],
    ["POST", "/leads/token", "GET, HEAD"],
    ["GET", "/leads/google-ads/alpha", "POST"],
    ["PUT", "/admin/keys", "GET, HEAD, POST"],
    ["GET", "/admin/keys/reader", "DELETE"],
    ["GET", "/admin/erase", "POST"],
    ["PATCH", "/admin/blocked-ips", "GET, HEAD, POST, DELETE"],
    ["DELETE", "/admin/projects/alpha", "PATCH"],
    ["DELETE", "/analytics/lead-stats", "GET, HEAD"],
    ["POST", "/healthz", "GET, HEAD"],
  ])("%s %s is told the methods of that address: %s", async (method, path, allow) => {
    const response = await rig.fetch(path, { method });
    expect([response.status, response.headers.get("Allow")]).toEqual([405, allow]);
    expect(await response.json()).toMatchObject({
      code: "method_not_allowed",
      errors: [{ field: "method", allowed: allow.split(", ") }],
    });
  });

  test("in one field loses nothing else of the lead", async () => {
    const body = {
      ...valid,
      phone: ["?"],
      visit_count: "many",
      country: "Atlantis",
      utm_source: { a: 1 },
      city: "Pune",
    };
    const response = await rig.fetch("/leads", post(JSON.stringify(body)));
    expect(response.status).toBe(201);
    expect(await countRows("Leads", "ContactEmail = 'jane@example.com' AND ContactCity = 'Pune'")).toBe(1);
  });
});

describe("the link of an answer", () => {
  const LINK = "/analytics/insights/focus?days=28&source=google&good=hot&limit=5";
  const follow = async (path: string, headers: Record<string, string> = {}) => {
    const rig = await createAppRig();
    const answer = await rig.fetch(path, { headers: { "Sec-Fetch-Mode": "navigate", ...headers } });
    return [answer.status, answer.headers.get("Location")];
  };

  test("leads a person to the dashboard, whichever question it is", async () => {
    expect(await follow(LINK)).toEqual([302, "/?days=28&source=google"]);
    expect(await follow("/analytics/lead-stats/schema")).toEqual([302, "/?"]);
  });

  test("stays the answer for whoever has a key, and a refusal for a script without one", async () => {
    expect(await follow(LINK, as("lsk_reader"))).toEqual([200, null]);
    expect(await follow(LINK, as("lsk_nobody"))).toEqual([401, null]);
    expect(await follow(LINK, { "Sec-Fetch-Mode": "cors" })).toEqual([401, null]);
    expect(await follow("/analytics/nothing")).toEqual([404, null]);
  });
});

test("a refused token is named in the log of /healthz with the settings to check", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const rig = await createAppRig();
  vi.stubGlobal("fetch", async () => new Response("Authentication error", { status: 403 }));
  const response = await rig.fetch("/healthz");
  expect(await response.text()).not.toContain("ANALYTICS_ENGINE");
  expect(logged.mock.calls.join()).toContain(
    "check ANALYTICS_ENGINE_TOKEN (Account Analytics: Read) and ANALYTICS_ENGINE_ACCOUNT_ID",
  );
});

test("health is looked at once in ten seconds, however often it is asked for", async () => {
  const rig = await createAppRig();
  const first = await rig.fetch("/healthz");
  const asked = rig.statements.length;
  const again = await rig.fetch("/healthz");
  expect([first.status, rig.statements.length - asked]).toEqual([again.status, 0]);
  expect(await again.json()).toEqual(await first.json());
});

test("without its configuration the Worker says so to the log and no more to the caller", async () => {
  const logged = vi.spyOn(console, "error").mockImplementation(() => {});
  const rig = await createAppRig({ IDENTITY_SECRET: "short" });
  const response = await rig.fetch("/healthz");
  expect([response.status, await response.text()]).toEqual([
    500,
    expect.not.stringContaining("IDENTITY_SECRET"),
  ]);
  expect(logged.mock.calls.join()).toContain("IDENTITY_SECRET");
});

test("a run of the clock that fails still finishes cleaning up sign-ins before it says so", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const broken = new Proxy({} as D1Database, {
    get: () => {
      throw new Error("the database is down");
    },
  });
  const done: string[] = [];
  const slow = new Proxy(env.OAUTH_KV, {
    get:
      (target, name) =>
      async (...args: unknown[]) => {
        await scheduler.wait(20);
        const value: unknown = await Reflect.apply(Reflect.get(target, name, target), target, args);
        done.push(String(name));
        return value;
      },
  });
  const given = { ...(env as unknown as Env), DB: broken, OAUTH_KV: slow };
  await expect(worker.scheduled({} as ScheduledController, given)).rejects.toThrow("the database is down");
  expect(done).toEqual(expect.arrayContaining(["get", "list"]));
});
