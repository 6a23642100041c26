import { getDatabase, readMigrations, seedDirectory, startWorkerd } from "../workerd.ts";
import { BARE_TABLES } from "./bare-tables.ts";
import { KEY } from "./body.ts";

const ENTRIES = {
  ours: "src/index.ts",
  "ours, storage doubled": "bench/ingest/ours-doubled.js",
  "bare, one batch of three": "bench/ingest/bare-store.js",
  "bare, no storage": "bench/ingest/bare-validate.js",
} as const;
export type WorkerName = keyof typeof ENTRIES;

export interface Workers {
  readonly ports: ReadonlyMap<string, number>;
  /** Rows in a table of a Worker's database. */
  count(name: WorkerName, table: string): Promise<number>;
  close(): Promise<void>;
}

/** Starts the Workers of the benchmark in one workerd, with their tables, a key and a project. */
export async function startWorkers(
  folder: string,
  names: readonly WorkerName[] = Object.keys(ENTRIES) as WorkerName[],
): Promise<Workers> {
  const workerd = await startWorkerd(
    folder,
    names.map((name) => ({ name, entry: ENTRIES[name] })),
  );
  await seedDirectory(workerd, KEY, "ingest", [{ id: "skyline", name: "Skyline", default_country: "IN" }]);
  for (const name of names) {
    const db = await getDatabase(workerd, name);
    const statements = name === "ours" ? readMigrations() : BARE_TABLES;
    await db.batch(statements.map((sql) => db.prepare(sql)));
  }
  return {
    ports: workerd.ports,
    async count(name, table) {
      const db = await getDatabase(workerd, name);
      const row = await db.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>();
      return row?.n ?? -1;
    },
    close: () => workerd.miniflare.dispose(),
  };
}
