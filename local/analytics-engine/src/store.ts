import { Connections } from "./connections.ts";
import type { Database } from "./database.ts";
import { STORED_COLUMNS } from "./point.ts";
import type { ReadShare } from "./read-sampling.ts";
import { DATABASE, toSampledDatabase, toSampledView, toTable } from "./tables.ts";

/** What a dataset holds; times in epoch seconds, `null` while empty. */
export interface DatasetStats {
  points: number;
  oldest: number | null;
  newest: number | null;
}

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
const DATASET_STATS = "count(), toUnixTimestamp(min(timestamp)), toUnixTimestamp(max(timestamp))";

/** @param readers how many queries may run at the same time; inserts have a connection of their own */
export async function createStore(database: Database, readers: number): Promise<Store> {
  const reading = new Connections(database.connect, readers);
  const writing = new Connections(database.connect, 1);
  const datasets = new Map<string, DatasetStats>();
  const views = new Set<string>();

  const query = (sql: string, format: string) =>
    reading.use(async (connection) => (await connection.queryAsync(sql, { format })).bytes());

  const change = (sql: string) => writing.use((connection) => connection.queryAsync(sql));

  const readRows = async (sql: string): Promise<string[][]> => {
    const text = new TextDecoder().decode(await query(sql, "TabSeparated"));
    return text.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t")]));
  };

  const readStats = async (dataset: string): Promise<DatasetStats> => {
    const [row] = await readRows(`SELECT ${DATASET_STATS} FROM ${DATABASE}.${dataset}`);
    const [points = 0, oldest = 0, newest = 0] = (row ?? []).map(Number);
    return points === 0 ? { points: 0, oldest: null, newest: null } : { points, oldest, newest };
  };

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
    for (const [name] of await readRows(`SELECT name FROM system.tables WHERE database = '${DATABASE}'`)) {
      if (name !== undefined) datasets.set(name, await readStats(name));
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
      const rows = await readRows(`EXPLAIN ESTIMATE ${sql}`);
      return rows.reduce((sum, row) => sum + Number(row[ESTIMATED_ROWS] ?? 0), 0);
    },

    async timeZones() {
      const rows = await readRows("SELECT time_zone FROM system.time_zones ORDER BY time_zone");
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
        await change(`ALTER TABLE ${DATABASE}.${dataset} DELETE WHERE ${condition}`);
        datasets.set(dataset, await readStats(dataset));
      }
    },

    close,
  };
}
