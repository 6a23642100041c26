import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Miniflare, type MiniflareOptions } from "miniflare";
import { toKeyName } from "../../src/access/key.ts";
import { BARE_TABLES } from "./bare-tables.ts";
import { KEY } from "./body.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const ENTRIES = {
  ours: "src/index.ts",
  "ours, storage doubled": "bench/ingest/ours-doubled.js",
  "bare, one batch of three": "bench/ingest/bare-store.js",
  "bare, no storage": "bench/ingest/bare-validate.js",
} as const;
export type WorkerName = keyof typeof ENTRIES;

const VARS = {
  ANALYTICS_ENGINE_ACCOUNT_ID: "bench",
  ANALYTICS_ENGINE_TOKEN: "bench",
  IDENTITY_SECRET: "a secret for the benchmark, long enough",
  PUBLIC_URL: "http://leads.example.com",
};

export interface Workers {
  readonly ports: ReadonlyMap<WorkerName, number>;
  /** Rows in a table of a Worker's database. */
  count(name: WorkerName, table: string): Promise<number>;
  close(): Promise<void>;
}

/** Starts every Worker of the benchmark in one workerd, each behind a socket of its own: no proxy in between. */
export async function startWorkers(
  folder: string,
  names: readonly WorkerName[] = Object.keys(ENTRIES) as WorkerName[],
): Promise<Workers> {
  const miniflare = new Miniflare({
    resourcePersistencePath: folder,
    workers: names.map((name, i) => {
      const { mainModule, modules } = bundle(ENTRIES[name], join(folder, `w${i}`));
      return {
        config: {
          name: `w${i}`,
          compatibilityDate: "2026-10-01",
          manifest: { mainModule, modules },
          env: {
            ...Object.fromEntries(Object.entries(VARS).map(([key, value]) => [key, { type: "text", value }])),
            DB: { type: "d1", id: `db${i}` },
            DIRECTORY: { type: "kv", id: "directory" },
            LEAD_SUBMISSIONS: { type: "analytics-engine-dataset", name: "lead_submissions" },
          },
        },
        dev: { unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }] },
      };
    }),
  } as MiniflareOptions);
  await miniflare.ready;
  await seed(miniflare, names);
  const ports = new Map<WorkerName, number>();
  for (const [i, name] of names.entries())
    ports.set(name, Number((await miniflare.unsafeGetDirectURL(`w${i}`)).port));
  return {
    ports,
    async count(name, table) {
      const db = await miniflare.getD1Database("DB", `w${names.indexOf(name)}`);
      const row = await db.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>();
      return row?.n ?? -1;
    },
    close: () => miniflare.dispose(),
  };
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

async function seed(miniflare: Miniflare, names: readonly WorkerName[]): Promise<void> {
  const directory = await miniflare.getKVNamespace("DIRECTORY", "w0");
  const record = { id: "bench", role: "ingest", projects: "all", created_at: "2026-01-01T00:00:00Z" };
  await directory.put(await toKeyName(KEY), JSON.stringify(record));
  await directory.put(
    "projects",
    JSON.stringify([{ id: "skyline", name: "Skyline", default_country: "IN" }]),
  );
  for (const [i, name] of names.entries()) {
    const db = await miniflare.getD1Database("DB", `w${i}`);
    const statements = name === "ours" ? readMigrations() : BARE_TABLES;
    await db.batch(statements.map((sql) => db.prepare(sql)));
  }
}

function readMigrations(): string[] {
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
