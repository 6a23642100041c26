import { toSha256Hex } from "../domain/sha256.ts";
import type { Identity } from "./identity.ts";

/** Protocol revisions served, newest first. */
const PROTOCOL_VERSIONS = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"] as const;

const CARD_TYPE = "application/mcp-server-card+json";
const CATALOG_TYPE = "application/ai-catalog+json";

/** The server card (SEP-2127) at `<mcp url>/server-card`: who this server is and where; no tool lists. */
export function toServerCard({ title, description, version, publicUrl, name }: Identity) {
  return {
    $schema: "https://static.modelcontextprotocol.io/schemas/v1/server-card.schema.json",
    name: `${toReverseHost(publicUrl)}/${name}`,
    version,
    title,
    description,
    websiteUrl: publicUrl,
    remotes: [
      { type: "streamable-http", url: toMcpUrl(publicUrl), supportedProtocolVersions: PROTOCOL_VERSIONS },
    ],
  };
}

/** The AI catalog at `/.well-known/ai-catalog.json`: points at the server card. */
export function toAiCatalog({ name, publicUrl }: Identity) {
  const { hostname } = new URL(publicUrl);
  return {
    specVersion: "1.0",
    entries: [
      {
        identifier: `urn:air:${hostname}:mcp:${name}`,
        type: CARD_TYPE,
        url: `${toMcpUrl(publicUrl)}/server-card`,
      },
    ],
  };
}

/** The registry's `server.json` at `<mcp url>/server.json`: what `mcp-publisher publish` sends. */
function toRegistryEntry({ name, title, description, version, publicUrl }: Identity) {
  return {
    $schema: "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json",
    name: `${toReverseHost(publicUrl)}/${name}`,
    title,
    description,
    version,
    remotes: [{ type: "streamable-http", url: toMcpUrl(publicUrl) }],
  };
}

/** Answers the discovery addresses, public and cacheable; `undefined` for every other request. */
export async function toDiscoveryResponse(
  request: Request,
  identity: Identity,
): Promise<Response | undefined> {
  const found = toDocument(new URL(request.url).pathname, identity);
  if (!found) return undefined;
  const body = JSON.stringify(found.document);
  const etag = `"${(await toSha256Hex(body)).slice(0, 16)}"`;
  const headers = new Headers({
    "Content-Type": found.type,
    "Cache-Control": "public, max-age=3600",
    ETag: etag,
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag",
  });
  switch (request.method) {
    case "OPTIONS":
      return new Response(null, { status: 204, headers });
    case "GET":
    case "HEAD":
      if (request.headers.get("If-None-Match") === etag) return new Response(null, { status: 304, headers });
      return new Response(request.method === "HEAD" ? null : body, { headers });
    default:
      headers.set("Allow", "GET, HEAD, OPTIONS");
      return new Response(null, { status: 405, headers });
  }
}

function toDocument(path: string, identity: Identity): { type: string; document: object } | undefined {
  if (path === "/mcp/server-card") return { type: CARD_TYPE, document: toServerCard(identity) };
  if (path === "/.well-known/ai-catalog.json") {
    return { type: CATALOG_TYPE, document: toAiCatalog(identity) };
  }
  if (path === "/mcp/server.json") return { type: "application/json", document: toRegistryEntry(identity) };
  return undefined;
}

function toMcpUrl(publicUrl: string): string {
  return new URL("/mcp", publicUrl).href;
}

/** `leads.example.com` → `com.example.leads`, the name space the registry grants to a domain. */
function toReverseHost(publicUrl: string): string {
  return new URL(publicUrl).hostname.split(".").reverse().join(".");
}
