import { Hono } from "hono";
import { createKeyring } from "./access/keyring.ts";
import { createProjectDirectory } from "./access/project-directory.ts";
import { ConfigError, type Env, readConfig } from "./config.ts";
import { Problem } from "./domain/errors.ts";
import type { Log } from "./domain/log.ts";
import { createAnalyticsEngine } from "./engine/analytics-engine.ts";
import { createAuthorize } from "./http/authorize.ts";
import { createHealthRoutes } from "./http/health.ts";
import { createLeadRoutes } from "./http/leads.ts";
import { createErrorHandler, toProblemResponse } from "./http/problem.ts";
import { createStatsRoutes } from "./http/stats.ts";
import { createIdentityHasher } from "./ingest/identity.ts";
import { createIngest } from "./ingest/ingest.ts";
import { toDiscoveryResponse } from "./mcp/discovery.ts";
import { createMcp } from "./mcp/endpoint.ts";
import { toIdentity } from "./mcp/identity.ts";
import { createStatistics } from "./stats/statistics.ts";
import { VERSION } from "./version.ts";

const apps = new WeakMap<Env, Hono>();

/** The application of an environment, wired once per isolate. */
export function toApp(request: Request, env: Env): Hono {
  const known = apps.get(env);
  if (known) return known;
  try {
    const app = createApp(env, new URL(request.url).origin);
    apps.set(env, app);
    return app;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    log("configuration_error", { error: error.message });
    const refusal = new Problem(
      "internal",
      "This server is not configured yet; its log names what is missing.",
    );
    return new Hono().all("*", () => toProblemResponse(refusal));
  }
}

function createApp(env: Env, requestOrigin: string): Hono {
  const config = readConfig(env);
  const now = () => Date.now();
  const publicUrl = config.PUBLIC_URL || requestOrigin;
  const publicHost = new URL(publicUrl).hostname;

  const engine = createAnalyticsEngine({
    baseUrl: config.ANALYTICS_ENGINE_URL,
    accountId: config.ANALYTICS_ENGINE_ACCOUNT_ID,
    token: config.ANALYTICS_ENGINE_TOKEN,
  });
  const keyring = createKeyring(env.DIRECTORY, now);
  const projects = createProjectDirectory(env.DIRECTORY, { now });
  const authorizeReader = createAuthorize(keyring, ["admin", "marketing"]);
  const statistics = createStatistics({
    engine,
    projects,
    reportingTimezone: config.REPORTING_TIMEZONE,
    now,
    publicUrl,
    retentionDays: config.RETENTION_DAYS,
  });
  const ingest = createIngest({
    db: env.DB,
    dataset: env.LEAD_SUBMISSIONS,
    projects,
    identity: createIdentityHasher([{ version: "v1", secret: config.IDENTITY_SECRET }]),
    botDetection: config.BOT_LEAD_DETECTION === "on",
    timezone: config.REPORTING_TIMEZONE,
    blockDays: config.BLOCK_DAYS,
    reengagementDays: config.REENGAGEMENT_DAYS,
    now,
    newId: () => crypto.randomUUID(),
    log,
  });
  const identity = toIdentity({ version: VERSION, publicUrl });
  const mcp = createMcp({
    statistics,
    authenticate: (request) =>
      authorizeReader(request).catch((error: unknown) => {
        if (error instanceof Problem) return toProblemResponse(error);
        throw error;
      }),
    allowedHostnames: [publicHost, ...config.ALLOWED_HOSTNAMES],
    allowedOriginHostnames: [publicHost, ...config.ALLOWED_ORIGIN_HOSTNAMES],
    version: VERSION,
    publicUrl,
    log,
  });

  const app = new Hono();
  app.onError(createErrorHandler(log));
  app.notFound((context) =>
    toProblemResponse(new Problem("not_found", `There is no ${context.req.method} ${context.req.path}.`)),
  );
  app.route(
    "/",
    createHealthRoutes(
      {
        database: () => env.DB.prepare("SELECT 1").first(),
        directory: () => projects.list(),
        statistics: () => engine.ask("SELECT 1 AS one"),
      },
      log,
    ),
  );
  app.route("/", createLeadRoutes({ keyring, ingest, projects, now }));
  app.route("/", createStatsRoutes({ statistics, authorize: authorizeReader }));
  app.use(
    "*",
    async (context, next) => (await toDiscoveryResponse(context.req.raw, identity)) ?? (await next()),
  );
  app.all("/mcp", (context) => mcp.fetch(context.req.raw));
  return app;
}

const log: Log = (event, detail = {}) => {
  console.error(JSON.stringify({ event, ...detail }));
};
