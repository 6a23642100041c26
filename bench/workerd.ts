import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { toKeyName } from "../src/access/key.ts";
import type { Role } from "../src/domain/principal.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

export interface BenchWorker {
  readonly name: string;
  /** Module to bundle, from the project's folder. */
  readonly entry: string;
  readonly vars?: Readonly<Record<string, string>>;
}

export interface Workerd {
  readonly miniflare: Miniflare;
  /** Where each Worker listens on the loopback address, by its name. */
  readonly ports: ReadonlyMap<string, number>;
}

/** What every deployment must say. */
const VARS = {
  ANALYTICS_ENGINE_ACCOUNT_ID: "local",
  ANALYTICS_ENGINE_TOKEN: "local",
  IDENTITY_SECRET: "a secret for the benchmark, long enough",
  PUBLIC_URL: "http://leads.example.com",
};

/**
 * Starts Workers in one workerd, each behind a socket of its own: no development server and no tracing in between.
 * Each has a database of its own; the directory and what else they need are shared.
 * @param folder for the bundles and the stores
 */
export async function startWorkerd(folder: string, workers: readonly BenchWorker[]): Promise<Workerd> {
  const miniflare = new Miniflare({
    resourcePersistencePath: folder,
    workers: workers.map(({ name, entry, vars = {} }, i) => ({
      config: {
        name: toId(name),
        compatibilityDate: "2026-10-01",
        compatibilityFlags: ["global_fetch_strictly_public"],
        manifest: bundle(entry, join(folder, `bundle-${i}`)),
        env: {
          ...Object.fromEntries(
            Object.entries({ ...VARS, ...vars }).map(([key, value]) => [key, { type: "text", value }]),
          ),
          DB: { type: "d1", id: `db-${i}` },
          DIRECTORY: { type: "kv", id: "directory" },
          OAUTH_KV: { type: "kv", id: "oauth" },
          LEAD_SUBMISSIONS: { type: "analytics-engine-dataset", name: "lead_submissions" },
        },
      },
      dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] },
    })),
  } as MiniflareOptions);
  await miniflare.ready;
  const ports = new Map<string, number>();
  for (const { name } of workers)
    ports.set(name, Number((await miniflare.unsafeGetDirectURL(toId(name))).port));
  return { miniflare, ports };
}

/** Puts a key for every project and the projects into the directory. */
export async function seedDirectory(
  { miniflare, ports }: Workerd,
  key: string,
  role: Role,
  projects: readonly object[],
): Promise<void> {
  const [first = ""] = ports.keys();
  const directory = await miniflare.getKVNamespace("DIRECTORY", toId(first));
  const record = { id: "bench", role, projects: "all", created_at: "2026-01-01T00:00:00Z" };
  await directory.put(await toKeyName(key), JSON.stringify(record));
  await directory.put("projects", JSON.stringify(projects));
}

/** The database of a Worker. */
export function getDatabase({ miniflare }: Workerd, name: string) {
  return miniflare.getD1Database("DB", toId(name));
}

/** Every statement of the migrations, in order. */
export function readMigrations(): string[] {
  const folder = join(ROOT, "migrations");
  return readdirSync(folder)
    .sort()
    .flatMap((file) =>
      readFileSync(join(folder, file), "utf8")
        .replace(/^\s*--.*$/gm, "")
        .split(/;\s*$/m)
        .filter((sql) => sql.trim() !== ""),
    );
}

function toId(name: string): string {
  return name.replace(/\W+/g, "-");
}

interface Bundle {
  readonly mainModule: string;
  readonly modules: Readonly<Record<string, { type: "esm" | "text"; contents: string }>>;
}

/** Builds a Worker as a deployment would. */
function bundle(entry: string, folder: string): Bundle {
  const wrangler = join(ROOT, "node_modules/wrangler/bin/wrangler.js");
  execFileSync(process.execPath, [wrangler, "deploy", entry, "--dry-run", "--minify", "--outdir", folder], {
    cwd: ROOT,
    stdio: "pipe",
  });
  const files = readdirSync(folder).filter((file) => file.endsWith(".js") || /^[0-9a-f]{40}-/.test(file));
  const modules = files.map((file) => {
    const type: "esm" | "text" = file.endsWith(".js") ? "esm" : "text";
    return [file, { type, contents: readFileSync(join(folder, file), "utf8") }] as const;
  });
  return {
    mainModule: (entry.split("/").at(-1) ?? "").replace(/\.ts$/, ".js"),
    modules: Object.fromEntries(modules),
  };
}
