import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { COMMON_METRICS } from "../../src/domain/dataset.ts";
import type { Principal } from "../../src/domain/principal.ts";
import { createMcp } from "../../src/mcp/endpoint.ts";
import { createFakeInsights } from "../../src/mcp/fake-insights.ts";
import { createFakeStatistics } from "../../src/mcp/fake-statistics.ts";
import { TOOLS } from "../../src/mcp/tools/index.ts";
import { toNarrowed } from "../../src/stats/narrow.ts";
import type { Statistics } from "../../src/stats/port.ts";

const URL_OF_MCP = "http://mcp.test/mcp";
const MARKETER: Principal = { keyId: "k1", role: "marketing", projects: ["pune-homes"] };

function createEndpoint(statistics: Statistics = createFakeStatistics()) {
  const logged: { event: string; detail: unknown }[] = [];
  const mcp = createMcp({
    statistics,
    insights: createFakeInsights(),
    readFile: async (path) => `<!doctype html>${path}`,
    authenticate: async (request) =>
      request.headers.get("Authorization") === "Bearer lsk_known"
        ? MARKETER
        : Response.json({ title: "No valid access key" }, { status: 401 }),
    allowedHostnames: ["mcp.test"],
    allowedOriginHostnames: ["app.example.com"],
    version: "1.2.3",
    publicUrl: "http://mcp.test",
    log: (event, detail) => void logged.push({ event, detail }),
  });
  return { mcp, logged };
}

const HEADERS = { Host: "mcp.test", Authorization: "Bearer lsk_known" };

const UNKNOWN_PARAMETER = [
  "The arguments are not valid:",
  '- grup_by: is not understood. Did you mean "group_by"? Allowed: period, days, from, to, timezone, bucket, ' +
    "group_by, filters, min_suspicion, min_engagement, compare, order_by, limit, min_total, " +
    "metrics, max_rows.",
].join("\n");

type Mode = "auto" | "legacy" | { pin: "2026-07-28" };

async function connect(mode: Mode, statistics?: Statistics) {
  const { mcp, logged } = createEndpoint(statistics);
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(URL_OF_MCP), {
      requestInit: { headers: HEADERS },
      fetch: (url, init) => mcp.fetch(new Request(url, init)),
    }),
  );
  return { client, logged };
}

const ERAS: [string, Mode, "modern" | "legacy"][] = [
  ["auto", "auto", "modern"],
  ["legacy", "legacy", "legacy"],
  ["pinned 2026-07-28", { pin: "2026-07-28" }, "modern"],
];

describe.each(ERAS)("an MCP client that negotiates %s", (_, mode, era) => {
  it("reaches the era it asked for and reads who answers", async () => {
    const { client } = await connect(mode);
    expect(client.getProtocolEra()).toBe(era);
    expect(client.getServerVersion()).toMatchObject({ name: "lead-stats", version: "1.2.3" });
    expect(client.getInstructions()).toContain("describe_data");
  });

  it("lists the tools with all hints", async () => {
    const { client } = await connect(mode);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    for (const tool of tools) {
      expect(tool.annotations).toEqual({
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: false,
      });
    }
  });

  it("reads the schemas that were reviewed", async () => {
    const { client } = await connect(mode);
    const { tools } = await client.listTools();
    expect(tools.map(({ inputSchema }) => inputSchema)).toEqual(TOOLS.map((tool) => tool.inputSchema));
    expect(tools.map(({ outputSchema }) => outputSchema)).toEqual(TOOLS.map((tool) => tool.outputSchema));
  });

  it("gets a prompt with its values, and help with filling them in", async () => {
    const { client } = await connect(mode);
    const { prompts } = await client.listPrompts();
    expect(prompts.length).toBeGreaterThanOrEqual(7);
    const asked = { name: "what_changed", arguments: { project: "pune-homes" } };
    const { messages } = await client.getPrompt(asked);
    expect(JSON.stringify(messages)).toContain("last 7 days");
    expect(JSON.stringify(messages)).toContain("pune-homes");
    const complete = async (ref: string, name: string, value: string) => {
      const { completion } = await client.complete({
        ref: { type: "ref/prompt", name: ref },
        argument: { name, value },
      });
      return completion.values;
    };
    expect(await complete("what_changed", "project", "pune")).toEqual(["pune-homes"]);
    expect(await complete("campaign_review", "campaign", "GOO")).toEqual(["google"]);
    expect(await complete("staffing_plan", "days", "2")).toEqual(["28"]);
    expect(await complete("staffing_plan", "minutes", "1")).toEqual([]);
  });

  it("reads every resource", async () => {
    const { client } = await connect(mode);
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([
      "lead-stats://dataset",
      "lead-stats://glossary",
      "lead-stats://examples",
      "lead-stats://status",
      "ui://leadstats/chart.html",
    ]);
    for (const { uri, mimeType } of resources) {
      const { contents } = await client.readResource({ uri });
      expect(contents).toMatchObject([{ uri, mimeType, text: expect.stringMatching(/^[{#<]/) }]);
    }
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual([
      "lead-stats://values/{dimension}",
    ]);
    const { contents } = await client.readResource({ uri: "lead-stats://values/city" });
    expect(JSON.stringify(contents)).toContain("google");
  });

  it("learns what is wrong with a resource address", async () => {
    const { client } = await connect(mode);
    await expect(client.readResource({ uri: "lead-stats://values/cty" })).rejects.toThrow(/dimension/);
    await expect(client.readResource({ uri: "lead-stats://nothing" })).rejects.toThrow();
  });

  it("keeps what broke inside a resource to the log", async () => {
    const broken = createFakeStatistics();
    broken.schema = () => Promise.reject(new Error("secret upstream text"));
    const { client, logged } = await connect(mode, broken);
    await expect(client.readResource({ uri: "lead-stats://status" })).rejects.toThrow(/internal error/);
    expect(logged).toEqual([
      { event: "mcp_failed", detail: { what: "lead-stats://status", error: "Error: secret upstream text" } },
    ]);
  });

  it("hands the core what the caller wrote and returns its answer with the counts in each row", async () => {
    const statistics = createFakeStatistics();
    const { client } = await connect(mode, statistics);
    const result = await client.callTool({
      name: "get_lead_stats",
      arguments: { group_by: ["source"], days: 7 },
    });
    const asked = { limit: 10, max_rows: 168, group_by: ["source"], days: 7 };
    expect(statistics.calls).toEqual([{ method: "stats", raw: asked, principal: MARKETER }]);
    const answer = await createFakeStatistics().stats(asked, MARKETER);
    expect(result.structuredContent).toEqual(toNarrowed(answer, COMMON_METRICS));
  });

  it("answers a misspelt argument with the allowed words and the nearest", async () => {
    const { client } = await connect(mode);
    const result = await client.callTool({ name: "get_lead_stats", arguments: { grup_by: ["source"] } });
    expect(result.isError).toBe(true);
    expect(result.structuredContent).toBeUndefined();
    expect(result.content).toEqual([{ type: "text", text: UNKNOWN_PARAMETER }]);
  });

  it("keeps what broke inside to the log", async () => {
    const broken = createFakeStatistics();
    broken.summary = () => Promise.reject(new Error("secret upstream text"));
    const { client, logged } = await connect(mode, broken);
    const result = await client.callTool({ name: "get_lead_summary", arguments: {} });
    expect(result.isError).toBe(true);
    expect(JSON.stringify(result)).not.toContain("secret");
    expect(logged).toEqual([
      {
        event: "mcp_failed",
        detail: { what: "get_lead_summary", error: "Error: secret upstream text" },
      },
    ]);
  });
});

describe("the endpoint", () => {
  const list = (headers: Record<string, string>) =>
    new Request(URL_OF_MCP, {
      method: "POST",
      headers: {
        "Content-Type": "application/json",
        Accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/list" }),
    });

  it("refuses a missing key with a challenge that browsers may read", async () => {
    const response = await createEndpoint().mcp.fetch(list({ Host: "mcp.test" }));
    expect(response.status).toBe(401);
    expect(response.headers.get("WWW-Authenticate")).toBe("Bearer");
    expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(response.headers.get("Access-Control-Expose-Headers")).toContain("WWW-Authenticate");
  });

  it("answers only to its own host names", async () => {
    const response = await createEndpoint().mcp.fetch(list({ ...HEADERS, Host: "evil.example" }));
    expect(response.status).toBe(403);
  });

  it.each([
    ["https://app.example.com", 200],
    ["https://evil.example", 403],
    ["null", 403],
  ])("answers a page of %s with %i", async (origin, status) => {
    const response = await createEndpoint().mcp.fetch(list({ ...HEADERS, Origin: origin }));
    expect(response.status).toBe(status);
  });

  it("lets a browser ask first, without a key", async () => {
    const { mcp } = createEndpoint();
    const headers = { Host: "mcp.test", Origin: "https://app.example.com" };
    const response = await mcp.fetch(new Request(URL_OF_MCP, { method: "OPTIONS", headers }));
    expect(response.status).toBe(200);
    expect(response.headers.get("Access-Control-Allow-Headers")).toContain("Authorization");
  });

  it.each([
    ["legacy", {}],
    ["modern", { "MCP-Protocol-Version": "2026-07-28", "Mcp-Method": "tools/list" }],
  ])("refuses a %s request that is larger than any question", async (_, headers) => {
    const request = list({ ...HEADERS, ...headers });
    const padded = new Request(request, { body: `${await request.text()}${" ".repeat(300_000)}` });
    expect((await createEndpoint().mcp.fetch(padded)).status).toBe(413);
  });

  it("offers no stream to listen to", async () => {
    const request = new Request(URL_OF_MCP, { headers: { ...HEADERS, Accept: "text/event-stream" } });
    expect((await createEndpoint().mcp.fetch(request)).status).toBe(405);
  });

  it("knows no path but /mcp", async () => {
    const request = new Request(`${URL_OF_MCP}/`, { method: "POST", headers: HEADERS });
    expect((await createEndpoint().mcp.fetch(request)).status).toBe(404);
  });
});
