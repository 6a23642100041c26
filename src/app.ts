import { waitUntil } from "cloudflare:workers";
import { Hono } from "hono";
import { createKeyRegistry } from "./access/key-registry.ts";
import { createKeyring } from "./access/keyring.ts";
import { createIssuers } from "./access/oauth-issuers.ts";
import { createProjectDirectory } from "./access/project-directory.ts";
import { createRateLimiter } from "./access/rate-limit.ts";
import { ConfigError, type Env, readConfig } from "./config.ts";
import { Problem } from "./domain/errors.ts";
import type { Log } from "./domain/log.ts";
import { createAnalyticsEngine } from "./engine/analytics-engine.ts";
import { createEdgeCache } from "./engine/edge-cache.ts";
import { createReliableEngine } from "./engine/reliable-engine.ts";
import { FORM_SCRIPT } from "./form/bundle.ts";
import { createDeadLetterAdminRoutes } from "./http/admin-dead-letters.ts";
import { createEraseAdminRoutes } from "./http/admin-erase.ts";
import { createFilteredAdminRoutes } from "./http/admin-filtered.ts";
import { createKeyAdminRoutes } from "./http/admin-keys.ts";
import { createProjectAdminRoutes } from "./http/admin-projects.ts";
import { createSenderAdminRoutes } from "./http/admin-senders.ts";
import { type Authorize, createAdmit, createAuthorize } from "./http/authorize.ts";
import { createConsentRoutes } from "./http/consent.ts";
import { createFormScriptRoutes } from "./http/form-script.ts";
import { createGoogleAdsRoutes } from "./http/google-ads.ts";
import { createHealthRoutes } from "./http/health.ts";
import { createInsightRoutes } from "./http/insights.ts";
import { createLeadRoutes } from "./http/leads.ts";
import { createOAuthRoutes } from "./http/oauth.ts";
import { createAuthenticate, createKeyAuthenticate } from "./http/oauth-authenticate.ts";
import { createSignInRate } from "./http/oauth-rate.ts";
import { createReferenceRoutes } from "./http/openapi-routes.ts";
import { createErrorHandler, toProblemResponse } from "./http/problem.ts";
import { createRatePolicyHeader } from "./http/rate-policy.ts";
import { createStatsRoutes } from "./http/stats.ts";
import { createInsights } from "./insights/insights.ts";
import { createIntake, type Intake } from "./intake.ts";
import { toDiscoveryResponse } from "./mcp/discovery.ts";
import { createMcp } from "./mcp/endpoint.ts";
import { toIdentity } from "./mcp/identity.ts";
import { createStatistics } from "./stats/statistics.ts";
import { VERSION } from "./version.ts";

const apps = new WeakMap<Env, Hono>();
const intakes = new WeakMap<Env, Intake>();
const now = () => Date.now();
/** Roles that may read statistics. */
const READERS = ["admin", "marketing"] as const;

/**
 * The application of an environment, wired once per isolate.
 * @param origin under which it is reached, where the configuration does not say
 */
export function toApp(env: Env, origin: string): Hono {
  const known = apps.get(env);
  if (known) return known;
  try {
    const app = createApp(env, origin);
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

/** What takes submissions in, shared by requests, the queue and the clock. @throws ConfigError */
export function toIntake(env: Env): Intake {
  const intake = intakes.get(env) ?? createIntake(env, readConfig(env), now, log);
  intakes.set(env, intake);
  return intake;
}

function createApp(env: Env, origin: string): Hono {
  const config = readConfig(env);
  const publicUrl = config.PUBLIC_URL || origin;
  const publicHost = new URL(publicUrl).hostname;
  const intake = toIntake(env);

  const analytics = createAnalyticsEngine({
    baseUrl: config.ANALYTICS_ENGINE_URL,
    accountId: config.ANALYTICS_ENGINE_ACCOUNT_ID,
    token: config.ANALYTICS_ENGINE_TOKEN,
    now,
  });
  const engine = createReliableEngine(analytics, {
    cache: config.STATS_CACHE === "on" ? createEdgeCache(caches, publicUrl) : undefined,
    now,
    sleep: (ms) => scheduler.wait(ms),
    random: Math.random,
    defer: waitUntil,
    log,
  });
  const keyring = createKeyring(env.DIRECTORY, now);
  const projects = createProjectDirectory(env.DIRECTORY, { now });
  const readerPolicy = { name: "default", limit: config.READER_LIMIT_PER_MINUTE, periodS: 60 } as const;
  const readerRate = createRateLimiter(env.READER_LIMIT, readerPolicy);
  const authorizeReader = createAuthorize(keyring, READERS, readerRate);
  const hostnames = [publicHost, ...config.ALLOWED_HOSTNAMES];
  const issuers = createIssuers({ env, keyring, hostnames, log });
  const statistics = createStatistics({
    engine,
    projects,
    reportingTimezone: config.REPORTING_TIMEZONE,
    kAnonymity: Math.max(1, config.K_ANONYMITY),
    now,
    publicUrl,
    retentionDays: config.RETENTION_DAYS,
  });
  const insights = createInsights({ statistics, now });
  const identity = toIdentity({ version: VERSION, publicUrl });
  const mcpOptions = {
    statistics,
    insights,
    allowedHostnames: hostnames,
    allowedOriginHostnames: [publicHost, ...config.ALLOWED_ORIGIN_HOSTNAMES],
    version: VERSION,
    publicUrl,
    log,
  };
  const mcp = createMcp({
    ...mcpOptions,
    authenticate: createAuthenticate(issuers, authorizeReader, createAdmit(READERS, readerRate)),
  });
  const keyedMcp = createMcp({
    ...mcpOptions,
    route: "/k/mcp",
    authenticate: createKeyAuthenticate(authorizeReader),
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
        sign_in: () => env.OAUTH_KV.get("health"),
        queue: () => env.INTAKE.metrics(),
        statistics: () => analytics.ask("SELECT 1 AS one"),
      },
      log,
    ),
  );
  app.route("/", createLeadRoutes(intake.leads));
  app.route("/", createFormScriptRoutes(FORM_SCRIPT));
  app.route("/", createGoogleAdsRoutes(intake.googleAds));
  mountAdmin(app, { ...intake.admin, authorize: createAuthorize(keyring, ["admin"]) }, intake, env);
  app.use("/analytics/*", createRatePolicyHeader(readerPolicy));
  app.use("/mcp", createRatePolicyHeader(readerPolicy));
  app.use("/k/mcp", createRatePolicyHeader(readerPolicy));
  app.route("/", createStatsRoutes({ statistics, authorize: authorizeReader }));
  app.route("/", createInsightRoutes({ insights, authorize: authorizeReader }));
  app.route("/", createReferenceRoutes({ publicUrl, version: VERSION }));
  app.use(
    "*",
    async (context, next) => (await toDiscoveryResponse(context.req.raw, identity)) ?? (await next()),
  );
  app.all("/mcp", (context) => mcp.fetch(context.req.raw));
  app.all("/k/mcp", (context) => keyedMcp.fetch(context.req.raw));
  const countRate = createSignInRate(env.SIGN_IN_LIMIT);
  app.route("/", createOAuthRoutes(issuers, countRate));
  app.route("/", createConsentRoutes({ issuers, keyring, projects, roles: READERS, countRate }));
  return app;
}

function mountAdmin(
  app: Hono,
  base: Intake["admin"] & { authorize: Authorize },
  intake: Intake,
  env: Env,
): void {
  app.route("/", createSenderAdminRoutes({ ...base, blockDays: intake.blockDays }));
  app.route("/", createFilteredAdminRoutes(base));
  app.route("/", createEraseAdminRoutes({ ...base, newId: intake.newId }));
  app.route("/", createDeadLetterAdminRoutes({ ...base, consume: intake.consume }));
  app.route("/", createProjectAdminRoutes({ ...base, directory: env.DIRECTORY }));
  app.route("/", createKeyAdminRoutes({ ...base, registry: createKeyRegistry(env.DIRECTORY) }));
}

const log: Log = (event, detail = {}) => {
  console.error(JSON.stringify({ event, ...detail }));
};
