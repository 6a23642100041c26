import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { PointBuffer } from "./buffer.ts";
import { openDatabase } from "./database.ts";
import { importLines } from "./import.ts";
import { Intake } from "./intake.ts";
import { type EngineOptions, type LogEntry, OptionInvalid, SETTINGS_OFF, type Settings } from "./options.ts";
import { DailyQuota } from "./quota.ts";
import { startRetention, toEarliest } from "./retention.ts";
import { storeWithRetry } from "./retry.ts";
import { answer, type Handlers } from "./routes.ts";
import { createLoopbackServer } from "./server.ts";
import { readSettings, SETTING_NAMES } from "./settings.ts";
import { createSqlRoute } from "./sql-route.ts";
import { createStore, type DatasetStats } from "./store.ts";
import { isSlot } from "./target.ts";

const DEFAULT_PORT = 8790;
const CLOCK_TOLERANCE_S = 60;
const IMPORT_RETRY_MS = 30_000;
const LEAVE_WITHIN_MS = 2_000;

/** Counters since the start, and what is stored. */
export interface EngineStats {
  /** Points stored in all datasets, also by earlier runs. */
  points: number;
  datasets: Record<string, DatasetStats>;
  /** Native points received, before sampling. */
  received: number;
  sampledOut: number;
  refused: number;
  /** Points received and not stored yet. */
  buffered: number;
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

function warn({ level, message, detail }: LogEntry): void {
  if (level === "warn") console.error(`local-analytics-engine: ${message}${detail ? ` (${detail})` : ""}`);
}

function toIso(seconds: number | null): string | null {
  return seconds === null ? null : new Date(seconds * 1000).toISOString();
}

function checkColumns(columns: Record<string, Record<string, string>>): void {
  for (const [dataset, slots] of Object.entries(columns)) {
    const wrong = Object.entries(slots).find(([, slot]) => !isSlot(slot));
    if (wrong)
      throw new OptionInvalid(
        `columns.${dataset}.${wrong[0]} must be index1, blob1 … blob20 or double1 … double20`,
      );
  }
}

function readInitialSettings(options: EngineOptions): Settings {
  const given = Object.fromEntries(SETTING_NAMES.map((name) => [name, options[name]]));
  return readSettings(given, SETTINGS_OFF);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === "EADDRINUSE"
          ? `Port ${port} is in use; choose another one`
          : `Port ${port} cannot be opened`;
      reject(new Error(`${reason}.`, { cause }));
    });
    server.listen(port, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function leave(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LEAVE_WITHIN_MS);
  await closed;
  clearTimeout(timer);
}

/**
 * Starts the local Analytics Engine on 127.0.0.1: it opens the folder's database, takes native writes and
 * imports, and answers the SQL API.
 * @throws OptionInvalid for an option that does not fit; Error in one sentence when folder, port or platform
 * cannot be used
 */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const { accountId = "local", token = "local", columns = {}, now = Date.now, log = warn } = options;
  let settings = readInitialSettings(options);
  checkColumns(columns);
  const store = await createStore(
    await openDatabase(options.dataDir),
    Math.max(1, Math.min(2, availableParallelism())),
  );
  const buffer = new PointBuffer(store, log);
  const writes = new DailyQuota(now);
  const current = () => settings;
  const intake = new Intake({ buffer, writes, now, settings: current, log });
  const sql = createSqlRoute({ store, settings: current, now, log });
  const retention = startRetention({ store, settings: current, now, log });

  const stats = (): EngineStats => {
    const datasets = Object.fromEntries(store.datasets());
    const points = Object.values(datasets).reduce((sum, dataset) => sum + dataset.points, 0);
    const { received, sampledOut, refused } = intake;
    return {
      points,
      datasets,
      received,
      sampledOut,
      refused,
      buffered: buffer.size + intake.delayed,
      queries: sql.queries(),
    };
  };
  const flush = async () => {
    intake.releaseAll();
    await buffer.flush();
  };
  const set = (changes: unknown) => {
    settings = readSettings(changes, settings);
    retention.apply();
  };

  const handlers: Handlers = {
    accountId,
    token,
    sql: sql.answer,
    takePoint: (body) => intake.take(body),
    flush,
    set,
    settings: current,
    async importLines(dataset, chunks) {
      const latest = Math.floor(now() / 1000) + CLOCK_TOLERANCE_S;
      const body = await importLines(chunks, {
        dataset,
        columns: columns[dataset] ?? {},
        latest,
        earliest: toEarliest(now(), settings.retentionDays),
        take: () => writes.take(settings.dailyWriteLimit),
        store: (batch) => storeWithRetry(store, batch, { log, signal: AbortSignal.timeout(IMPORT_RETRY_MS) }),
      });
      return { status: 200, body };
    },
    health() {
      const { points, datasets } = stats();
      const entries = Object.entries(datasets).map(([name, { points, oldest, newest }]) => [
        name,
        { points, oldest: toIso(oldest), newest: toIso(newest) },
      ]);
      const times = Object.values(datasets).flatMap(({ oldest, newest }) =>
        [oldest, newest].filter((t) => t !== null),
      );
      const oldest = times.length === 0 ? null : toIso(Math.min(...times));
      const newest = times.length === 0 ? null : toIso(Math.max(...times));
      return { ready: true, points, oldest, newest, datasets: Object.fromEntries(entries) };
    },
  };

  const server = createLoopbackServer(
    (request) => answer(request, handlers),
    (error) => log({ level: "warn", message: "A request failed", detail: String(error) }),
  );
  let closed: Promise<void> | null = null;
  const stop = async () => {
    await leave(server);
    retention.stop();
    intake.releaseAll();
    await buffer.close();
    await store.close();
  };
  const close = () => {
    closed ??= stop();
    return closed;
  };
  try {
    const port = await listen(server, options.port ?? DEFAULT_PORT);
    const address = `127.0.0.1:${port}`;
    return { url: `http://${address}`, port, address, stats, flush, set, close };
  } catch (error) {
    retention.stop();
    await store.close();
    throw error;
  }
}
