import { waitUntil } from "cloudflare:workers";
import { createKeyring } from "./access/keyring.ts";
import { createIssuers } from "./access/oauth-issuers.ts";
import { createProjectDirectory } from "./access/project-directory.ts";
import { createRateLimiter } from "./access/rate-limit.ts";
import type { Config, Env } from "./config.ts";
import type { Log } from "./domain/log.ts";
import { createAnalyticsEngine } from "./engine/analytics-engine.ts";
import { createEdgeCache } from "./engine/edge-cache.ts";
import { createReliableEngine } from "./engine/reliable-engine.ts";
import { createAdmit, createAuthorize } from "./http/authorize.ts";
import { createAuthenticate, createCount, createKeyAuthenticate } from "./http/oauth-authenticate.ts";
import { withFindings } from "./insights/findings/findings.ts";
import { createInsights } from "./insights/insights.ts";
import { createMcp } from "./mcp/endpoint.ts";
import { toIdentity } from "./mcp/identity.ts";
import { createStatistics } from "./stats/statistics.ts";
import { VERSION } from "./version.ts";

/** Roles that may read statistics. */
export const READERS = ["admin", "marketing"] as const;

/** Everything that answers questions, for REST and for MCP. Nothing in it can reach the record of people. */
export function createReading(env: Env, config: Config, publicUrl: string, now: () => number, log: Log) {
  const publicHost = new URL(publicUrl).hostname;
  const engine = createReliableEngine(
    createAnalyticsEngine({
      baseUrl: config.ANALYTICS_ENGINE_URL,
      accountId: config.ANALYTICS_ENGINE_ACCOUNT_ID,
      token: config.ANALYTICS_ENGINE_TOKEN,
      now,
    }),
    {
      cache: config.STATS_CACHE === "on" ? createEdgeCache(caches, publicUrl) : undefined,
      now,
      sleep: (ms) => scheduler.wait(ms),
      random: Math.random,
      defer: waitUntil,
      log,
    },
  );
  const keyring = createKeyring(env.DIRECTORY, now);
  const projects = createProjectDirectory(env.DIRECTORY, { now });
  const policy = { name: "default", limit: config.READER_LIMIT_PER_MINUTE, periodS: 60 } as const;
  const rate = createRateLimiter(env.READER_LIMIT, policy);
  const authorize = createAuthorize(keyring, READERS, rate);
  const hostnames = [publicHost, ...config.ALLOWED_HOSTNAMES];
  const issuers = createIssuers({ env, keyring, hostnames, now, log });
  const counted = createStatistics({
    engine,
    projects,
    reportingTimezone: config.REPORTING_TIMEZONE,
    kAnonymity: Math.max(1, config.K_ANONYMITY),
    now,
    publicUrl,
    retentionDays: config.RETENTION_DAYS,
  });
  const insights = createInsights({ statistics: counted, now });
  const statistics = withFindings(counted, now);
  const readFile = toReadFile(env.ASSETS);
  const mcp = {
    statistics,
    insights,
    readFile,
    count: createCount(rate, log),
    allowedHostnames: hostnames,
    allowedOriginHostnames: [publicHost, ...config.ALLOWED_ORIGIN_HOSTNAMES],
    version: VERSION,
    publicUrl,
    log,
  };
  return {
    statistics,
    insights,
    readFile,
    keyring,
    projects,
    issuers,
    policy,
    authorize,
    identity: toIdentity({ version: VERSION, publicUrl }),
    mcp: createMcp({
      ...mcp,
      authenticate: createAuthenticate(issuers, authorize, createAdmit(READERS, rate), log),
    }),
    /** For clients that trip over OAuth discovery: keys only. */
    keyedMcp: createMcp({ ...mcp, route: "/k/mcp", authenticate: createKeyAuthenticate(authorize, log) }),
    /** Resolves when the store answers now, not from a copy. */
    async checkEngine(): Promise<void> {
      const { stale } = await engine.ask("SELECT 1 AS one");
      if (stale) throw new Error("only a stale copy was had");
    },
  };
}

/** Reads what `public` holds; the host is of no account there. */
function toReadFile(assets: Env["ASSETS"]) {
  return async (path: string): Promise<string> => {
    const response = await assets.fetch(new URL(path, "https://assets.local"));
    if (!response.ok) throw new Error(`${path} is not among the files: ${response.status}`);
    return response.text();
  };
}
