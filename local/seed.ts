import "./quiet.ts";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { getPlatformProxy, unstable_splitSqlQuery } from "wrangler";
import { type KeyRecord, toKeyName } from "../src/access/key.ts";
import { type ProjectRecord, toProjectRecord } from "../src/access/project-record.ts";
import { publishProjects, type WritableDirectory } from "../src/access/publish-projects.ts";
import type { Project } from "../src/domain/project.ts";
import { wait } from "../src/domain/wait.ts";
import { ROOT, toStatePath } from "./home.ts";

/** Keys that exist on this machine only. */
export const DEMO_KEYS = {
  admin: "lsk_local_admin",
  marketing: "lsk_local_marketing",
  ingest: "lsk_local_ingest",
} as const;

interface Statement {
  bind(...values: unknown[]): Statement;
  all<T>(): Promise<{ results: T[] }>;
  run(): Promise<unknown>;
}

/** The little of the Worker's stores that seeding needs. */
interface Stores {
  readonly DB: {
    prepare(sql: string): Statement;
    batch(statements: unknown[]): Promise<unknown>;
  };
  readonly DIRECTORY: WritableDirectory;
}

const MIGRATIONS = resolve(ROOT, "migrations");

/** What a new local database holds beside its tables. */
export interface SeedData {
  readonly projects: readonly Project[];
  /** Further statements. */
  readonly sql: readonly string[];
}

/** Changes whenever seeding would do something new. */
export function toSeedDigest(data: SeedData): string {
  const digest = createHash("sha256").update(JSON.stringify([DEMO_KEYS, data]));
  for (const name of listMigrations()) digest.update(name).update(readFileSync(resolve(MIGRATIONS, name)));
  return digest.digest("hex");
}

/** Applies migrations to the local database and puts keys and projects into the local directory. */
export async function seedStores(configPath: string, home: string, data: SeedData): Promise<void> {
  // The Worker's runtime keeps its stores one level below the folder it is given.
  const persist = { path: resolve(toStatePath(home), "v3") };
  const proxy = await getPlatformProxy({ configPath, persist, envFiles: [] });
  try {
    const stores = proxy.env as unknown as Stores;
    await applyMigrations(stores.DB);
    for (const [role, key] of Object.entries(DEMO_KEYS)) {
      const record: KeyRecord = {
        id: `local-${role}`,
        role: role as keyof typeof DEMO_KEYS,
        projects: "all",
        created_at: "2026-01-01T00:00:00Z",
        label: "local demo key",
      };
      await stores.DIRECTORY.put(await toKeyName(key), JSON.stringify(record));
    }
    const records = data.projects.map(toProjectRecord);
    const at = new Date().toISOString();
    for (const record of records) {
      await stores.DB.prepare(
        "INSERT OR IGNORE INTO Projects (ProjectId, RecordJson, CreatedAt, UpdatedAt) VALUES (?, ?, ?, ?)",
      )
        .bind(record.id, JSON.stringify(record), at, at)
        .run();
    }
    // What was made or changed here since the last start stays as it is.
    const { results } = await stores.DB.prepare("SELECT RecordJson FROM Projects").all<{
      RecordJson: string;
    }>();
    const stored = results.map((row) => JSON.parse(row.RecordJson) as ProjectRecord);
    const listRecords = async () => [...records, ...stored];
    await publishProjects({ directory: stores.DIRECTORY, listRecords, wait });
    for (const sql of data.sql) await stores.DB.prepare(sql).run();
  } finally {
    await proxy.dispose();
  }
}

function listMigrations(): string[] {
  return readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith(".sql"))
    .sort();
}

/** Runs what has not run yet, noted in the table that `wrangler d1 migrations` uses. */
async function applyMigrations(db: Stores["DB"]): Promise<void> {
  await db
    .prepare(
      "CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)",
    )
    .run();
  const { results } = await db.prepare("SELECT name FROM d1_migrations").all<{ name: string }>();
  const applied = new Set(results.map(({ name }) => name));
  for (const name of listMigrations()) {
    if (applied.has(name)) continue;
    const statements = unstable_splitSqlQuery(readFileSync(resolve(MIGRATIONS, name), "utf8"));
    await db.batch([
      ...statements.map((sql) => db.prepare(sql)),
      db.prepare("INSERT INTO d1_migrations (name) VALUES (?)").bind(name),
    ]);
  }
}
