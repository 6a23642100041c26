import * as z from "zod";
import { isZone } from "./domain/zone.ts";

const MIN_SECRET_CHARS = 32;

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  );

const whole = (fallback: number) =>
  z
    .string()
    .default("")
    .refine((text) => /^\d{0,4}$/.test(text), "must be a whole number from 0 to 9999")
    .transform((text) => (text === "" ? fallback : Number(text)));

const perMinute = (fallback: number) =>
  z
    .string()
    .default("")
    .refine((text) => /^([1-9]\d{0,6})?$/.test(text), "must be a whole number of requests, at least 1")
    .transform((text) => (text === "" ? fallback : Number(text)));

/** `v1:secret,v0:older secret`: a secret may hold a comma, so only one before a version begins the next. */
const secrets = z
  .string()
  .default("")
  .transform((text, context) =>
    text
      .split(/,(?=\s*\w{1,8}:)/)
      .map((part) => part.replace(/^\s+|[\s,]+$/g, ""))
      .filter((part) => part !== "")
      .map((part) => {
        const [version = "", ...rest] = part.split(":");
        const secret = rest.join(":");
        if (!/^[a-z0-9]{1,8}$/.test(version) || secret.length < MIN_SECRET_CHARS) {
          context.addIssue({
            code: "custom",
            message: `needs version:secret, the secret ${MIN_SECRET_CHARS} characters or more`,
          });
        }
        return { version, secret };
      }),
  );

/** What `secrets` would take apart or trim. */
const INSEPARABLE = /^\s|[\s,]$|,\s*\w{1,8}:/;

const CONFIG = z.object({
  PUBLIC_URL: z
    .union([
      z.literal(""),
      z.url({ protocol: /^https?$/, error: "must begin with https://, such as https://leads.example.com" }),
    ])
    .default(""),
  ALLOWED_HOSTNAMES: list,
  ALLOWED_ORIGIN_HOSTNAMES: list,
  REPORTING_TIMEZONE: z.string().default("Asia/Kolkata").refine(isZone, "must be an IANA time zone"),
  BOT_LEAD_DETECTION: z.enum(["on", "off"]).default("on"),
  ANALYTICS_ENGINE_URL: z.url().default("https://api.cloudflare.com"),
  ANALYTICS_ENGINE_ACCOUNT_ID: z.string().min(1, "is missing"),
  ANALYTICS_ENGINE_TOKEN: z.string().min(1, "is missing"),
  STATS_CACHE: z.enum(["on", "off"]).default("on"),
  READER_LIMIT_PER_MINUTE: perMinute(120),
  IDENTITY_SECRET: z
    .string()
    .min(MIN_SECRET_CHARS, `needs at least ${MIN_SECRET_CHARS} characters`)
    .refine(
      (secret) => !INSEPARABLE.test(secret),
      "could not become a former secret: it has white space or a comma at an end, or a comma before a word and a colon",
    ),
  IDENTITY_SECRET_VERSION: z
    .string()
    .regex(/^[a-z0-9]{1,8}$/, "must be a short word such as v1")
    .default("v1"),
  FORMER_IDENTITY_SECRETS: secrets,
  BRIEF_FROM: z.union([z.literal(""), z.email("must be an e-mail address")]).default(""),
  TURNSTILE_SECRET: z.string().default(""),
  TURNSTILE_FAIL_MODE: z.enum(["open", "closed"]).default("open"),
  BLOCK_DAYS: whole(7),
  REENGAGEMENT_DAYS: whole(0),
  K_ANONYMITY: whole(1),
  RETENTION_DAYS: z
    .string()
    .regex(/^\d*$/, "must be a whole number of days or empty")
    .default("")
    .transform((text) => (text === "" ? undefined : Number(text))),
});
export type Config = z.output<typeof CONFIG>;

/** What the platform hands in. */
export interface Bindings {
  /** The files of `public`. */
  readonly ASSETS: Fetcher;
  readonly DB: D1Database;
  readonly DIRECTORY: KVNamespace;
  /** Apps that signed in through OAuth, and their grants. */
  readonly OAUTH_KV: KVNamespace;
  readonly LEAD_SUBMISSIONS: AnalyticsEngineDataset;
  /** Submissions that could not be stored at once. */
  readonly INTAKE: Queue;
  /** Carries weekly briefs and alerts by mail; without it they go to Slack only. */
  readonly EMAIL?: SendEmail;
  /** Submissions per visitor's address and per ingest key; without them nothing is limited. */
  readonly BROWSER_LIMIT?: RateLimit;
  readonly SERVER_LIMIT?: RateLimit;
  /** Requests for statistics per key; without it nothing is limited. */
  readonly READER_LIMIT?: RateLimit;
  /** Sign-ins and app registrations per visitor's address; without it nothing is limited. */
  readonly SIGN_IN_LIMIT?: RateLimit;
}
export type Env = Bindings & { readonly [variable: string]: unknown };

/** Names of variables and secrets that are missing or wrong; for the operator, never for a caller. */
export class ConfigError extends Error {}

/**
 * Reads the variables of the environment.
 * @throws ConfigError
 */
export function readConfig(env: Env): Config {
  const parsed = CONFIG.safeParse(env, {
    error: ({ input }) => (input === undefined ? "is missing" : undefined),
  });
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "),
    );
  const { IDENTITY_SECRET_VERSION: current, FORMER_IDENTITY_SECRETS: former } = parsed.data;
  // A key tells its secret by the version.
  if (former.some(({ version }) => version === current))
    throw new ConfigError(
      `IDENTITY_SECRET_VERSION: "${current}" is also the version of a former secret; give IDENTITY_SECRET one of its own`,
    );
  return parsed.data;
}
