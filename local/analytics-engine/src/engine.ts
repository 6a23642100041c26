import { availableParallelism } from "node:os";
import { PointBuffer } from "./buffer.ts";
import { openDatabase } from "./database.ts";
import type { DatasetStats } from "./dataset-stats.ts";
import { toHealth } from "./health.ts";
import { importLines } from "./import.ts";
import { Intake } from "./intake.ts";
import { leave, listen } from "./listen.ts";
import type { EngineOptions, Settings } from "./options.ts";
import { DailyQuota } from "./quota.ts";
import { readOptions } from "./read-options.ts";
import { startRetention, toEarliest } from "./retention.ts";
import { storeWithRetry } from "./retry.ts";
import { answer } from "./routes.ts";
import { createLoopbackServer } from "./server.ts";
import { readSettings } from "./settings.ts";
import { createSqlRoute } from "./sql-route.ts";
import { createStore } from "./store.ts";

// Statements run on Node's four pool threads; two of them stay free for inserts and files.
const READERS = Math.min(2, availableParallelism());
const CLOCK_TOLERANCE_S = 60;
const IMPORT_RETRY_MS = 30_000;

/** Counters since the start, and what is stored. */
export interface EngineStats {
  /** Points stored in all datasets, also by earlier runs. */
  points: number;
  datasets: Record<string, DatasetStats>;
  /** Native points received, before sampling. */
  received: number;
  /** Native points left out by write-time sampling. */
  sampledOut: number;
  /** Native points refused because of the daily limit or a full buffer. */
  refused: number;
  /** Points received and not stored yet. */
  buffered: number;
  /** Statements asked. */
  queries: number;
}

/** A running engine. */
export interface Engine {
  /** Base address for the SQL API, as `http://127.0.0.1:8790`. */
  url: string;
  port: number;
  /** `host:port`, as local bindings want it. */
  address: string;
  stats(): EngineStats;
  /** Stores everything received so far, also what the simulated delay holds back. */
  flush(): Promise<void>;
  /** Changes settings; `null` switches one off. Throws OptionInvalid. */
  set(changes: Partial<Settings>): void;
  /** Stores what is buffered and gives the folder and the port back. */
  close(): Promise<void>;
}

/** Wires and starts the engine; see `startEngine` of the package. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, port: wantedPort, accountId, token, columns, now, log, ...initial } = readOptions(options);
  let current = initial.settings;
  const settings = () => current;
  const store = await createStore(await openDatabase(dataDir), READERS);
  const buffer = new PointBuffer(store, log);
  const writes = new DailyQuota(now);
  const intake = new Intake({ buffer, writes, now, settings, log });
  const sql = createSqlRoute({ store, settings, now, log });
  const retention = startRetention({ store, settings, now, log });

  const flush = async () => {
    intake.releaseAll();
    await buffer.flush();
  };
  const set = (changes: unknown) => {
    current = readSettings(changes, current);
    retention.apply();
  };
  const stats = (): EngineStats => {
    const datasets = Object.fromEntries(store.datasets());
    const points = Object.values(datasets).reduce((sum, dataset) => sum + dataset.points, 0);
    const { received, sampledOut, refused, delayed } = intake;
    const buffered = buffer.size + delayed;
    return { points, datasets, received, sampledOut, refused, buffered, queries: sql.queries() };
  };
  const importInto = (dataset: string, chunks: AsyncIterable<Uint8Array>) =>
    importLines(chunks, {
      dataset,
      columns: columns[dataset] ?? {},
      latest: Math.floor(now() / 1000) + CLOCK_TOLERANCE_S,
      earliest: toEarliest(now(), current.retentionDays),
      take: () => writes.take(current.dailyWriteLimit),
      store: (batch) => storeWithRetry(store, batch, { log, signal: AbortSignal.timeout(IMPORT_RETRY_MS) }),
    });

  const handlers = {
    accountId,
    token,
    sql: sql.answer,
    importLines: importInto,
    takePoints: (body: string) => intake.take(body),
    health: () => toHealth(store.datasets()),
    flush,
    settings,
    set,
  };
  const server = createLoopbackServer(
    (request) => answer(request, handlers),
    (error) => log({ level: "warn", message: "A request failed", detail: String(error) }),
  );
  const stop = async () => {
    await leave(server);
    await retention.stop();
    intake.releaseAll();
    await buffer.close();
    await store.close();
  };
  let stopped: Promise<void> | null = null;
  const close = () => {
    stopped ??= stop();
    return stopped;
  };

  try {
    const port = await listen(server, wantedPort);
    const address = `127.0.0.1:${port}`;
    return { url: `http://${address}`, port, address, stats, flush, set, close };
  } catch (error) {
    await close();
    throw error;
  }
}
