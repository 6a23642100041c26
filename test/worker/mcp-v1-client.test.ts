import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { CfWorkerJsonSchemaValidator } from "@modelcontextprotocol/sdk/validation/cfworker";
import { expect, it } from "vitest";
import { createMcp } from "../../src/mcp/endpoint.ts";
import { createFakeInsights } from "../../src/mcp/fake-insights.ts";
import { createFakeStatistics } from "../../src/mcp/fake-statistics.ts";

async function connect(): Promise<Client> {
  const mcp = createMcp({
    statistics: createFakeStatistics(),
    insights: createFakeInsights(),
    readFile: async (path) => `<!doctype html>${path}`,
    authenticate: async () => ({ keyId: "k1", role: "marketing", projects: "all" }),
    allowedHostnames: ["mcp.test"],
    allowedOriginHostnames: [],
    version: "1.2.3",
    publicUrl: "http://mcp.test",
    log: () => {},
  });
  // The default validator compiles code, which workerd forbids.
  const jsonSchemaValidator = new CfWorkerJsonSchemaValidator();
  const client = new Client({ name: "test", version: "1" }, { jsonSchemaValidator });
  const transport = new StreamableHTTPClientTransport(new URL("http://mcp.test/mcp"), {
    requestInit: { headers: { Host: "mcp.test" } },
    fetch: (url, init) => mcp.fetch(new Request(url, init)),
  });
  // The old client types its optional members without `undefined`.
  await client.connect(transport as Parameters<Client["connect"]>[0]);
  return client;
}

it("serves clients built on the first SDK, which check answers against the advertised schema", async () => {
  const client = await connect();
  expect(client.getServerVersion()).toMatchObject({ name: "lead-stats" });
  for (const { name } of (await client.listTools()).tools) {
    const result = await client.callTool({ name, arguments: {} });
    expect(result.isError, name).toBeUndefined();
    expect(result.structuredContent, name).toHaveProperty("quality");
  }
  await client.close();
});
