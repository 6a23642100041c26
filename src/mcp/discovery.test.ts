import { describe, expect, it } from "vitest";
import { toDiscoveryResponse } from "./discovery.ts";
import { toIdentity } from "./identity.ts";

const IDENTITY = toIdentity({ version: "1.2.3", publicUrl: "https://leads.example.com" });
const ask = (path: string, init?: RequestInit) =>
  toDiscoveryResponse(new Request(`https://leads.example.com${path}`, init), IDENTITY);

describe("discovery", () => {
  it("names the server and its address in the card", async () => {
    const response = await ask("/mcp/server-card");
    expect(response?.headers.get("Content-Type")).toBe("application/mcp-server-card+json");
    expect(await response?.json()).toMatchInlineSnapshot(`
      {
        "$schema": "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
        "description": "How many leads came in, when, from where and how good they were; read-only, no personal data.",
        "name": "com.example.leads/lead-stats",
        "remotes": [
          {
            "supportedProtocolVersions": [
              "2026-07-28",
              "2025-11-25",
              "2025-06-18",
              "2025-03-26",
            ],
            "type": "streamable-http",
            "url": "https://leads.example.com/mcp",
          },
        ],
        "title": "Lead statistics",
        "version": "1.2.3",
        "websiteUrl": "https://leads.example.com",
      }
    `);
  });

  it("points from the AI catalog to the card", async () => {
    const response = await ask("/.well-known/ai-catalog.json");
    expect(response?.headers.get("Content-Type")).toBe("application/ai-catalog+json");
    expect(await response?.json()).toMatchInlineSnapshot(`
      {
        "entries": [
          {
            "identifier": "urn:air:leads.example.com:mcp:lead-stats",
            "type": "application/mcp-server-card+json",
            "url": "https://leads.example.com/mcp/server-card",
          },
        ],
        "specVersion": "1.0",
      }
    `);
  });

  it("lets a client keep an unchanged card", async () => {
    const etag = (await ask("/mcp/server-card"))?.headers.get("ETag") ?? "";
    expect((await ask("/mcp/server-card", { headers: { "If-None-Match": etag } }))?.status).toBe(304);
  });

  it("can be read by any web page, and only read", async () => {
    expect((await ask("/mcp/server-card"))?.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect((await ask("/mcp/server-card", { method: "OPTIONS" }))?.status).toBe(204);
    expect((await ask("/mcp/server-card", { method: "POST" }))?.status).toBe(405);
  });

  it("leaves every other address alone", async () => {
    expect(await ask("/mcp")).toBeUndefined();
    expect(await ask("/.well-known/mcp/server-card.json")).toBeUndefined();
  });

  it("gives the registry its entry, with the reversed domain and at most 100 characters of description", async () => {
    const entry = await (await ask("/mcp/server.json"))?.json();
    expect(entry).toMatchInlineSnapshot(`
      {
        "$schema": "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
        "description": "How many leads came in, when, from where and how good they were; read-only, no personal data.",
        "name": "com.example.leads/lead-stats",
        "remotes": [
          {
            "type": "streamable-http",
            "url": "https://leads.example.com/mcp",
          },
        ],
        "title": "Lead statistics",
        "version": "1.2.3",
      }
    `);
    expect((entry as { description: string }).description.length).toBeLessThanOrEqual(100);
  });
});
