import "./quiet.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { toLocalBinding } from "local-analytics-engine";
import { unstable_readConfig } from "wrangler";
import { ROOT } from "./home.ts";

export interface LocalConfig {
  /** Folder the file is written to. */
  readonly home: string;
  /** `host:port` of the local Analytics Engine. */
  readonly engineAddress: string;
  /** Variables and secrets that differ from production. */
  readonly vars: Readonly<Record<string, string>>;
}

/** The parts of wrangler's configuration that are carried over; its own type leans on a package it does not ship. */
interface ProductionConfig {
  readonly name?: string;
  readonly main?: string;
  readonly compatibility_date?: string;
  readonly compatibility_flags: readonly string[];
  readonly rules: readonly unknown[];
  readonly assets?: { readonly directory?: string };
  readonly d1_databases: readonly object[];
  readonly kv_namespaces: readonly { readonly binding: string }[];
  readonly queues: object;
  readonly analytics_engine_datasets: readonly { readonly binding: string; readonly dataset?: string }[];
  readonly ratelimits?: readonly RateLimitBinding[];
  readonly vars: Readonly<Record<string, unknown>>;
}

interface RateLimitBinding {
  readonly name: string;
  readonly namespace_id: string;
  readonly simple: { readonly limit: number; readonly period: number };
}

/** Token and account of the local engine. */
export const ENGINE_ACCOUNT = "local";
export const ENGINE_TOKEN = "local";

/**
 * Writes the configuration the Worker runs with on this machine: the production one, with the dataset bound to the
 * local engine and every other binding kept in a folder.
 * @returns the file's path
 */
export function writeLocalConfig({ home, engineAddress, vars }: LocalConfig): string {
  const production: ProductionConfig = unstable_readConfig(
    { config: resolve(ROOT, "wrangler.toml") },
    { hideWarnings: true },
  );
  const config = {
    name: production.name,
    main: production.main,
    compatibility_date: production.compatibility_date,
    compatibility_flags: production.compatibility_flags,
    rules: production.rules,
    assets: { ...production.assets, directory: resolve(ROOT, production.assets?.directory ?? "public") },
    d1_databases: production.d1_databases.map((database) => ({ ...database, database_id: "local" })),
    kv_namespaces: production.kv_namespaces.map((namespace) => ({ ...namespace, id: namespace.binding })),
    queues: production.queues,
    ratelimits: toRateLimits(production.ratelimits ?? [], vars),
    unsafe: {
      bindings: production.analytics_engine_datasets.map(({ binding, dataset }) =>
        toLocalBinding({ binding, dataset: dataset ?? binding.toLowerCase(), address: engineAddress }),
      ),
    },
    vars: { ...production.vars, ...vars },
  };
  mkdirSync(home, { recursive: true });
  const path = resolve(home, "wrangler.json");
  writeFileSync(path, JSON.stringify(config, null, 2));
  return path;
}

/** The production limits; a variable that tells callers another number, e.g. `READER_LIMIT_PER_MINUTE`, sets it. */
function toRateLimits(
  bindings: readonly RateLimitBinding[],
  vars: Readonly<Record<string, string>>,
): RateLimitBinding[] {
  return bindings.map((binding) => {
    const told = vars[`${binding.name}_PER_MINUTE`];
    return told === undefined ? binding : { ...binding, simple: { limit: Number(told), period: 60 } };
  });
}

/** Variables of a Worker that asks the local engine. */
export function toLocalVars(engineUrl: string, publicUrl: string): Record<string, string> {
  return {
    PUBLIC_URL: publicUrl,
    ALLOWED_HOSTNAMES: "localhost,127.0.0.1",
    ALLOWED_ORIGIN_HOSTNAMES: "localhost,127.0.0.1",
    ANALYTICS_ENGINE_URL: engineUrl,
    ANALYTICS_ENGINE_ACCOUNT_ID: ENGINE_ACCOUNT,
    ANALYTICS_ENGINE_TOKEN: ENGINE_TOKEN,
    IDENTITY_SECRET: "local-identity-secret-for-development-only",
    RETENTION_DAYS: "",
    STATS_CACHE: "off",
  };
}
