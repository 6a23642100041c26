import { Hono } from "hono/tiny";
import { createKeyRegistry } from "./access/key-registry.ts";
import { ConfigError, type Env, readConfig } from "./config.ts";
import { sendAlerts } from "./digest/alerts.ts";
import { sendDueBriefs } from "./digest/briefs.ts";
import { toDigestOptions } from "./digests.ts";
import { Problem } from "./domain/errors.ts";
import type { Log } from "./domain/log.ts";
import { wait } from "./domain/wait.ts";
import { createActionAdminRoutes } from "./http/admin-actions.ts";
import { createBriefAdminRoutes } from "./http/admin-briefs.ts";
import { createDeadLetterAdminRoutes } from "./http/admin-dead-letters.ts";
import { createEraseAdminRoutes } from "./http/admin-erase.ts";
import { createFilteredAdminRoutes } from "./http/admin-filtered.ts";
import { createKeyAdminRoutes } from "./http/admin-keys.ts";
import { createProjectAdminRoutes } from "./http/admin-projects.ts";
import { createSenderAdminRoutes } from "./http/admin-senders.ts";
import { type Audit, createAudit } from "./http/audit.ts";
import { type Authorize, createAuthorize } from "./http/authorize.ts";
import { createConsentRoutes } from "./http/consent.ts";
import { checkDatabase } from "./http/database-check.ts";
import { createGoogleAdsRoutes } from "./http/google-ads.ts";
import { createHealthRoutes } from "./http/health.ts";
import { createInsightRoutes } from "./http/insights.ts";
import { createLeadRoutes } from "./http/leads.ts";
import { createOAuthRoutes } from "./http/oauth.ts";
import { createSignInRate } from "./http/oauth-rate.ts";
import { createErrorHandler, toProblemResponse } from "./http/problem.ts";
import { createRatePolicyHeader } from "./http/rate-policy.ts";
import { createStatsRoutes } from "./http/stats.ts";
import { toUnroutedProblem } from "./http/unrouted.ts";
import { createIntake, type Intake } from "./intake.ts";
import { toDiscoveryResponse } from "./mcp/discovery.ts";
import { CHART_PATH } from "./mcp/view/address.ts";
import { createReading, READERS } from "./reading.ts";

const apps = new WeakMap<Env, Hono>();
const intakes = new WeakMap<Env, Intake>();
const now = () => Date.now();

/**
 * The application of an environment, wired once per isolate. Where the configuration does not say under which address it
 * is reached, the first request does; were it every request, a rebound host name would be one of its own.
 */
export function toApp(env: Env, url: string): Hono {
  const known = apps.get(env);
  if (known) return known;
  try {
    const app = createApp(env, new URL(url).origin);
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

/** Sends the weekly briefs and the alerts that are due. @throws ConfigError */
export async function sendDigests(env: Env): Promise<void> {
  const config = readConfig(env);
  // The answers' own links, which no message holds, are all that the stand-in would be part of.
  const reading = createReading(env, config, config.PUBLIC_URL || "http://localhost", now, log);
  const digest = toDigestOptions(env, config, reading, config.PUBLIC_URL, now, log);
  await sendDueBriefs(digest);
  await sendAlerts(digest);
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
  const intake = toIntake(env);
  const reading = createReading(env, config, publicUrl, now, log);
  const { authorize, statistics, insights, keyring, projects, issuers } = reading;

  const app = new Hono();
  app.onError(createErrorHandler(log));
  app.notFound((context) => toProblemResponse(toUnroutedProblem(app, context.req)));
  const checks = {
    database: () => checkDatabase(env.DB),
    directory: () => projects.list(),
    sign_in: () => env.OAUTH_KV.get("health"),
    queue: () => env.INTAKE.metrics(),
    files: () => reading.readFile(CHART_PATH),
    statistics: reading.checkEngine,
  };
  app.route("/", createHealthRoutes(checks, now, log));
  app.route("/", createLeadRoutes(intake.leads));
  app.use("*", async (c, next) => (await toDiscoveryResponse(c.req.raw, reading.identity)) ?? (await next()));

  app.route("/", createGoogleAdsRoutes(intake.googleAds));
  const audit = createAudit(intake.admin.db, now);
  const admin = { ...intake.admin, authorize: createAuthorize(keyring, ["admin"]), audit };
  mountAdmin(app, admin, intake, env);
  const digest = toDigestOptions(env, config, reading, publicUrl, now, log);
  app.route("/", createBriefAdminRoutes({ ...admin, digest }));

  for (const path of ["/analytics/*", "/mcp", "/k/mcp"])
    app.use(path, createRatePolicyHeader(reading.policy));
  app.route("/", createStatsRoutes({ statistics, authorize }));
  app.route("/", createInsightRoutes({ insights, authorize }));
  app.all("/mcp", (context) => reading.mcp.fetch(context.req.raw));
  app.all("/k/mcp", (context) => reading.keyedMcp.fetch(context.req.raw));
  const countRate = createSignInRate(env.SIGN_IN_LIMIT);
  app.route("/", createOAuthRoutes(issuers, countRate));
  app.route("/", createConsentRoutes({ issuers, keyring, projects, roles: READERS, countRate, log }));
  return app;
}

function mountAdmin(
  app: Hono,
  base: Intake["admin"] & { authorize: Authorize; audit: Audit },
  intake: Intake,
  env: Env,
): void {
  app.route("/", createActionAdminRoutes(base));
  app.route("/", createSenderAdminRoutes({ ...base, blockDays: intake.blockDays }));
  app.route("/", createFilteredAdminRoutes(base));
  app.route("/", createEraseAdminRoutes({ ...base, newId: intake.newId }));
  app.route("/", createDeadLetterAdminRoutes({ ...base, consume: intake.consume }));
  app.route("/", createProjectAdminRoutes({ ...base, directory: env.DIRECTORY, wait }));
  app.route("/", createKeyAdminRoutes({ ...base, registry: createKeyRegistry(env.DIRECTORY) }));
}

const log: Log = (event, detail = {}) => {
  console.error(JSON.stringify({ event, ...detail }));
};
