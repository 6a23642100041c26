import { Connections } from "./connections.ts";
import type { Database } from "./database.ts";
import { type DatasetStats, readRows, readStats } from "./dataset-stats.ts";
import { STORED_COLUMNS } from "./point.ts";
import type { ReadShare } from "./read-sampling.ts";
import { DATABASE, toSampledDatabase, toSampledView, toTable } from "./tables.ts";

/** Lines to be stored together. */
export interface Batch {
  dataset: string;
  /** Lines in the form of {@link STORED_COLUMNS}, without line ends. */
  lines: readonly string[];
  oldest: number;
  newest: number;
  /** Names the batch: storing the same token again changes nothing, which makes a retry safe. */
  token: string;
}

/** The tables of all datasets. */
export interface Store {
  datasets(): ReadonlyMap<string, DatasetStats>;
  /** Stores a batch whole, creating its dataset when it is the first. */
  insert(batch: Batch): Promise<void>;
  /** Runs a statement with an output format and gives its raw bytes; `share` reads only one row in so many. */
  query(sql: string, format: string, share?: ReadShare): Promise<Uint8Array>;
  /** About how many rows a statement would read. */
  estimateRows(sql: string): Promise<number>;
  /** All time zones that ClickHouse knows. */
  timeZones(): Promise<string[]>;
  /** Deletes all points before a time in epoch seconds. */
  deleteBefore(seconds: number): Promise<void>;
  close(): Promise<void>;
}

// Position of `rows` in what EXPLAIN ESTIMATE prints: database, table, parts, rows, marks.
const ESTIMATED_ROWS = 3;

/** @param readers how many queries may run at the same time; inserts have a connection of their own */
export async function createStore(database: Database, readers: number): Promise<Store> {
  const reading = new Connections(database.connect, readers);
  const writing = new Connections(database.connect, 1);
  const datasets = new Map<string, DatasetStats>();
  const views = new Set<string>();

  const query = (sql: string, format: string) =>
    reading.use(async (connection) => (await connection.queryAsync(sql, { format })).bytes());

  const change = (sql: string) => writing.use((connection) => connection.queryAsync(sql));

  const ask = (sql: string) => reading.use((connection) => readRows(connection, sql));

  const createViews = async (share: ReadShare) => {
    const missing = [...datasets.keys()].filter((dataset) => !views.has(`${share} ${dataset}`));
    if (missing.length > 0)
      await change(`CREATE DATABASE IF NOT EXISTS ${toSampledDatabase(share)} ENGINE = Atomic`);
    for (const dataset of missing) {
      await change(toSampledView(dataset, share));
      views.add(`${share} ${dataset}`);
    }
  };

  const close = async () => {
    await Promise.all([reading.close(), writing.close()]);
    await database.close();
  };

  try {
    for (const [name] of await ask(`SELECT name FROM system.tables WHERE database = '${DATABASE}'`)) {
      if (name === undefined) continue;
      datasets.set(name, await reading.use((connection) => readStats(connection, name)));
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    datasets: () => datasets,

    async query(sql, format, share = 1) {
      if (share === 1) return query(sql, format);
      await createViews(share);
      return reading.use(async (connection) => {
        connection.query(`USE ${toSampledDatabase(share)}`);
        const answer = await connection.queryAsync(sql, { format });
        connection.query(`USE ${DATABASE}`);
        return answer.bytes();
      });
    },

    async estimateRows(sql) {
      const rows = await ask(`EXPLAIN ESTIMATE ${sql}`);
      return rows.reduce((sum, row) => sum + Number(row[ESTIMATED_ROWS] ?? 0), 0);
    },

    async timeZones() {
      const rows = await ask("SELECT time_zone FROM system.time_zones ORDER BY time_zone");
      return rows.map(([zone = ""]) => zone);
    },

    async insert({ dataset, lines, oldest, newest, token }) {
      if (!datasets.has(dataset)) await change(toTable(dataset));
      await writing.use((connection) =>
        connection.insert({
          table: `${DATABASE}.${dataset}`,
          columns: STORED_COLUMNS,
          values: Buffer.from(`${lines.join("\n")}\n`, "latin1"),
          format: "TabSeparated",
          settings: { insert_deduplication_token: token, max_partitions_per_insert_block: 0 },
        }),
      );
      const before = datasets.get(dataset);
      datasets.set(dataset, {
        points: (before?.points ?? 0) + lines.length,
        oldest: Math.min(before?.oldest ?? oldest, oldest),
        newest: Math.max(before?.newest ?? newest, newest),
      });
    },

    async deleteBefore(seconds) {
      for (const [dataset, { oldest }] of datasets) {
        if (oldest === null || oldest >= seconds) continue;
        const condition = `timestamp < toDateTime(${seconds}) SETTINGS mutations_sync = 2`;
        // Counted on the writing connection, so that no insert comes in between.
        await writing.use(async (connection) => {
          await connection.queryAsync(`ALTER TABLE ${DATABASE}.${dataset} DELETE WHERE ${condition}`);
          datasets.set(dataset, await readStats(connection, dataset));
        });
      }
    },

    close,
  };
}
