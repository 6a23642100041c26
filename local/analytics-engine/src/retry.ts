import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { LogEntry } from "./options.ts";
import { toErrorCode } from "./sql-error.ts";
import type { Batch, Store } from "./store.ts";

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;
// Codes with which ClickHouse refuses the data itself, so that the same lines can never succeed.
const DATA_REFUSED = new Set([6, 26, 27, 32, 33, 38, 41, 69, 70, 72, 117]);

export interface RetryOptions {
  log: (entry: LogEntry) => void;
  /** Ends the retrying; the last error is thrown. */
  signal?: AbortSignal;
}

/**
 * Stores a batch, trying again with growing pauses until it succeeds. Lines that the database refuses as
 * data are narrowed down by halving, so that one bad line never costs the others.
 * @returns how many lines were stored
 */
export async function storeWithRetry(store: Store, batch: Batch, options: RetryOptions): Promise<number> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      await store.insert(batch);
      return batch.lines.length;
    } catch (error) {
      const detail = String(error);
      if (DATA_REFUSED.has(toErrorCode(error) ?? 0)) {
        if (batch.lines.length > 1) return storeHalves(store, batch, options);
        options.log({ level: "warn", message: `One point of ${batch.dataset} cannot be stored`, detail });
        return 0;
      }
      options.log({
        level: "warn",
        message: `Storing ${batch.lines.length} points failed, trying again`,
        detail,
      });
      if (options.signal?.aborted) throw error;
      await wait(pause, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {});
    }
  }
}

async function storeHalves(store: Store, batch: Batch, options: RetryOptions): Promise<number> {
  const middle = Math.ceil(batch.lines.length / 2);
  let stored = 0;
  for (const lines of [batch.lines.slice(0, middle), batch.lines.slice(middle)]) {
    stored += await storeWithRetry(store, { ...batch, lines, token: randomUUID() }, options);
  }
  return stored;
}
