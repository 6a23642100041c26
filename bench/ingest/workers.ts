import { getDatabase, readMigrations, seedDirectory, startWorkerd } from "../workerd.ts";
import { BARE_TABLES } from "./bare-tables.ts";
import { KEY } from "./body.ts";

const ENTRIES = {
  ours: "src/index.ts",
  "ours, storage doubled": "bench/ingest/ours-doubled.js",
  "bare, one batch of three": "bench/ingest/bare-store.js",
  "bare, no storage": "bench/ingest/bare-validate.js",
  "ours, batches counted": "bench/ingest/ours-counted.js",
} as const;
export type WorkerName = keyof typeof ENTRIES;

export interface Workers {
  readonly ports: ReadonlyMap<string, number>;
  /** Rows in a table of a Worker's database. */
  count(name: WorkerName, table: string): Promise<number>;
  /** Batches that "ours, batches counted" sent to its database so far. */
  countBatches(): Promise<number>;
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
    const statements = ENTRIES[name].includes("/bare-") ? BARE_TABLES : readMigrations();
    await db.batch(statements.map((sql) => db.prepare(sql)));
  }
  return {
    ports: workerd.ports,
    async count(name, table) {
      const db = await getDatabase(workerd, name);
      const row = await db.prepare(`SELECT count(*) AS n FROM ${table}`).first<{ n: number }>();
      return row?.n ?? -1;
    },
    async countBatches() {
      const response = await fetch(`http://127.0.0.1:${workerd.ports.get("ours, batches counted")}/batches`);
      return (await response.json()) as number;
    },
    close: () => workerd.miniflare.dispose(),
  };
}
