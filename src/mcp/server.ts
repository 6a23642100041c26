import { McpServer, type ServerOptions } from "@modelcontextprotocol/server";
import type { Log } from "../domain/log.ts";
import { STATIC } from "./cache.ts";
import { callTool } from "./call.ts";
import type { Identity } from "./identity.ts";
import type { Prompt } from "./prompts/prompt.ts";
import { registerPrompts } from "./prompts/register.ts";
import { registerResources } from "./resources/register.ts";
import type { Resource, ResourceContext } from "./resources/resource.ts";
import { toPassing } from "./schema.ts";
import { ANNOTATIONS, type Tool, type ToolContext } from "./tool.ts";
import { APPS_EXTENSION } from "./view/address.ts";

/** What every request is offered. */
export interface Catalog {
  readonly instructions: string;
  readonly tools: readonly Tool[];
  readonly prompts: readonly Prompt[];
  readonly resources: readonly Resource[];
  /** What only a protocol test offers; the product has none. */
  readonly probe?: Probe;
}

/** Registrations of kinds the product has no use for, made on the same server by the same factory. */
export interface Probe {
  readonly requestState: NonNullable<ServerOptions["requestState"]>;
  register(server: McpServer): void;
}

/** A server for one request; instances must never be shared. */
export function createServer(
  identity: Identity,
  catalog: Catalog,
  context: ResourceContext,
  log: Log,
): McpServer {
  const { name, title, version, publicUrl } = identity;
  const unchanging = { listChanged: false };
  const server = new McpServer(
    { name, title, version, websiteUrl: publicUrl },
    {
      instructions: catalog.instructions,
      capabilities: {
        ...{ tools: unchanging, prompts: unchanging, resources: unchanging },
        extensions: { [APPS_EXTENSION]: {} },
      },
      cacheHints: {
        "tools/list": STATIC,
        "prompts/list": STATIC,
        "resources/list": STATIC,
        "resources/templates/list": STATIC,
        "server/discover": STATIC,
      },
      ...(catalog.probe && { requestState: catalog.probe.requestState }),
    },
  );
  for (const tool of catalog.tools) registerTool(server, tool, context, log);
  registerPrompts(server, catalog.prompts, context, log);
  registerResources(server, catalog.resources, context, log);
  catalog.probe?.register(server);
  return server;
}

function registerTool(server: McpServer, tool: Tool, context: ToolContext, log: Log): void {
  const { name, title, description } = tool;
  const inputSchema = toPassing(tool.inputSchema);
  const outputSchema = toPassing(tool.outputSchema);
  const config = {
    ...{ title, description, inputSchema, outputSchema },
    annotations: ANNOTATIONS,
    ...(tool.meta && { _meta: tool.meta }),
  };
  server.registerTool(name, config, (input) => callTool(tool, input, context, log));
}
