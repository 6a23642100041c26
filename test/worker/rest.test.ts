import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { toApp } from "../../src/app.ts";
import type { Env } from "../../src/config.ts";
import { METRIC_NAMES, RATE_NAMES } from "../../src/domain/dataset.ts";
import { toOpenApi } from "../../src/http/openapi.ts";
import { PROBLEM_ANSWER } from "../../src/http/openapi-problem.ts";
import { STATS_ANSWER } from "../../src/stats/answer.ts";
import { type AppRig, as, createAppRig } from "./app-rig.ts";
import { resetDatabase } from "./database.ts";

let rig: AppRig;
beforeEach(async () => {
  await resetDatabase();
  rig = await createAppRig();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const READER = as("lsk_reader");

/** Described, but no GET or POST route of its own: files in front of the Worker, and what every method reaches. */
const ELSEWHERE = ["GET /openapi.json", "GET /docs", "GET /llms.txt", "GET /lead.js", "POST /mcp"];

/** Answered in front of the routes: who this server is, for MCP clients that look for one. */
const DISCOVERY = ["/mcp/server-card", "/mcp/server.json", "/.well-known/ai-catalog.json"];

describe("the description of the API", () => {
  test("names every route there is, and no other", async () => {
    const described = Object.entries(toOpenApi("0").paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const { routes } = toApp(env as unknown as Env, "http://leads.test");
    const mounted = routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    expect(described.toSorted()).toEqual([...new Set([...mounted, ...ELSEWHERE])].toSorted());
    for (const path of DISCOVERY) expect((await rig.fetch(path)).status).toBe(200);
  });
});

describe("export", () => {
  test("gives one row per KPI of a summary", async () => {
    const response = await rig.fetch("/analytics/lead-stats/summary", {
      headers: { ...READER, Accept: "text/csv" },
    });
    expect(response.headers.get("Content-Type")).toContain("text/csv");
    const [header, ...lines] = (await response.text()).trimEnd().split("\r\n");
    expect(header).toMatch(
      /^kpi,value,value_low,value_high,previous,.*,from,to,timezone,filters,sampled,warnings$/,
    );
    expect(lines.map((line) => line.split(",")[0])).toEqual([...METRIC_NAMES, ...RATE_NAMES]);
  });

  test("streams thousands of buckets whole, in both forms", async () => {
    const path = "/analytics/lead-stats?from=2026-05-01&to=2026-11-15&bucket=30min";
    const json = STATS_ANSWER.parse(await (await rig.fetch(path, { headers: READER })).json());
    const csv = await (await rig.fetch(`${path}&format=csv`, { headers: READER })).text();
    const lines = csv.trimEnd().split("\r\n");
    expect(json.rows.length).toBeGreaterThan(9000);
    expect(lines).toHaveLength(json.rows.length + 1);
    expect(lines.at(-1)).toContain("2026-11-15T23:30:00+05:30,2026-11-15 23:30,0,");
  });

  test("names its file after the question", async () => {
    const path = "/analytics/lead-stats?group_by=source&from=2026-11-16&to=2026-11-22&format=csv";
    const response = await rig.fetch(path, { headers: READER });
    expect(response.headers.get("Content-Disposition")).toBe(
      'attachment; filename="lead-stats_by-source_2026-11-16_2026-11-22.csv"',
    );
  });

  test("refused is problem JSON, whatever was accepted", async () => {
    const response = await rig.fetch("/analytics/lead-stats?days=0", {
      headers: { ...READER, Accept: "text/csv" },
    });
    expect([response.status, response.headers.get("Content-Type")]).toEqual([
      400,
      "application/problem+json",
    ]);
  });
});

describe("a problem", () => {
  const post = (body: string, headers: Record<string, string> = {}) => ({
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", ...as("lsk_sender"), ...headers },
  });
  const many = Array.from({ length: 60 }, (_, index) => index).join(",");

  test.each<[string, RequestInit, string, object | undefined]>([
    ["/leads", post("{"), "invalid_json", undefined],
    ["/leads", post("[]"), "invalid_body", { pointer: "#" }],
    ["/leads", post('{"project":"alpha"}'), "invalid_body", { pointer: "#/email" }],
    [
      "/leads",
      post('{"project":"alfa","email":"a@example.com"}'),
      "unknown_project",
      { pointer: "#/project" },
    ],
    [
      "/leads",
      post("{}", { "Content-Type": "application/xml" }),
      "unsupported_media_type",
      { header: "Content-Type" },
    ],
    [
      "/analytics/lead-stats?contry=IN",
      { headers: READER },
      "invalid_parameter",
      { parameter: "contry", did_you_mean: "country" },
    ],
    [
      "/analytics/lead-stats?group_by=sorce",
      { headers: READER },
      "invalid_parameter",
      { parameter: "group_by", did_you_mean: "source" },
    ],
    [
      `/analytics/lead-stats?country=${many}`,
      { headers: READER },
      "invalid_parameter",
      { parameter: "country" },
    ],
    [
      "/analytics/lead-stats?format=xml",
      { headers: READER },
      "invalid_parameter",
      { allowed: ["json", "csv"] },
    ],
    [
      "/analytics/lead-stats?days=300&bucket=30min",
      { headers: READER },
      "too_many_cells",
      { parameter: "bucket" },
    ],
    ["/analytics/lead-stats", {}, "unauthorized", undefined],
    ["/analytics/lead-stats", { method: "DELETE" }, "method_not_allowed", { allowed: ["GET", "HEAD"] }],
    ["/nowhere", {}, "not_found", undefined],
  ])("of %.60s says what is to blame, as the description promises", async (path, init, code, error) => {
    const response = await rig.fetch(path, init);
    const problem = PROBLEM_ANSWER.parse(await response.json());
    expect(problem).toMatchObject({ code, status: response.status });
    if (error) expect(problem.errors).toContainEqual(expect.objectContaining(error));
  });
});
