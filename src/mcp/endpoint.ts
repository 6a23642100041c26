import { createMcpHandler } from "agents/mcp/server";
import { type Log, toErrorText } from "../domain/log.ts";
import type { Principal } from "../domain/principal.ts";
import type { Insights } from "../insights/insights.ts";
import type { Statistics } from "../stats/port.ts";
import { readPrincipal, toAuthInfo } from "./auth.ts";
import { toBounded } from "./body.ts";
import { CATALOG } from "./catalog.ts";
import { EXPOSED_HEADERS, toReadableRefusal } from "./cors.ts";
import { toIdentity } from "./identity.ts";
import { type Catalog, createServer } from "./server.ts";

export interface McpOptions {
  readonly statistics: Statistics;
  readonly insights: Insights;
  /** A file that is served beside the Worker, by its address. */
  readonly readFile: (path: string) => Promise<string>;
  /** What it offers; the product's catalog when absent. */
  readonly catalog?: Catalog;
  /** Path it is mounted at; `/mcp` when absent. */
  readonly route?: string;
  /** Who is asking, if they may read statistics; else the refusal to send. */
  readonly authenticate: (request: Request) => Promise<Principal | Response>;
  /**
   * Counts one more question of somebody whose first was counted when they were let in; the refusal to send when they
   * asked too often. Not counted when absent.
   */
  readonly count?: (principal: Principal) => Promise<Response | undefined>;
  /** Host names this server answers to, without port; anything else is 403. */
  readonly allowedHostnames: readonly string[];
  /** Host names of web pages that may call it; requests without an Origin always may. */
  readonly allowedOriginHostnames: readonly string[];
  readonly version: string;
  /** Public origin, e.g. `https://leads.example.com`. */
  readonly publicUrl: string;
  readonly log: Log;
}

export interface McpEndpoint {
  fetch(request: Request): Promise<Response>;
}

/** An MCP endpoint: stateless, both protocol eras, one fresh server per request. */
export function createMcp(options: McpOptions): McpEndpoint {
  const { statistics, insights, readFile, catalog = CATALOG, authenticate, count, log } = options;
  const identity = toIdentity(options);
  const handler = createMcpHandler(
    ({ authInfo }) =>
      createServer(
        identity,
        catalog,
        { statistics, insights, readFile, principal: readPrincipal(authInfo) },
        log,
      ),
    {
      route: options.route ?? "/mcp",
      legacy: "stateless",
      allowedHostnames: [...options.allowedHostnames],
      allowedOriginHostnames: [...options.allowedOriginHostnames],
      corsOptions: { exposeHeaders: EXPOSED_HEADERS },
      onerror: (error) => log("mcp_request_failed", { error: toErrorText(error) }),
    },
  );
  return {
    async fetch(request) {
      // A browser sends its preflight without credentials.
      if (request.method === "OPTIONS") return handler.fetch(request);
      const principal = await authenticate(request);
      if (principal instanceof Response) return toReadableRefusal(principal);
      const bounded = await toBounded(request);
      if (bounded instanceof Response) return toReadableRefusal(bounded);
      for (let asked = 1; asked < bounded.questions; asked++) {
        const refusal = await count?.(principal);
        if (refusal) return toReadableRefusal(refusal);
      }
      return handler.fetch(bounded.request, { authInfo: toAuthInfo(principal) });
    },
  };
}
