import type { LogEntry } from "./options.ts";
import { Pending } from "./pending.ts";
import type { Point } from "./point.ts";
import { storeWithRetry } from "./retry.ts";
import type { Store } from "./store.ts";

const FLUSH_AFTER_MS = 200;
const FLUSH_AFTER_POINTS = 1_000;
const CLOSE_WITHIN_MS = 5_000;
/** Points kept in memory while the store cannot take them; more are refused. */
const MAX_BUFFERED_POINTS = 500_000;

/**
 * Gathers single points and stores them in batches, per dataset, in order, one insert at a time. A batch
 * leaves memory only after its insert succeeded.
 */
export class PointBuffer {
  readonly #store: Store;
  readonly #log: (entry: LogEntry) => void;
  readonly #pending = new Map<string, Pending>();
  readonly #draining = new Map<string, Promise<void>>();
  readonly #giveUp = new AbortController();
  #size = 0;

  constructor(store: Store, log: (entry: LogEntry) => void) {
    this.#store = store;
    this.#log = log;
  }

  /** Points received and not stored yet. */
  get size(): number {
    return this.#size;
  }

  /** Takes a point, or returns false when too many are waiting already. */
  add(dataset: string, point: Point): boolean {
    if (this.#size >= MAX_BUFFERED_POINTS) return false;
    let pending = this.#pending.get(dataset);
    if (!pending) {
      pending = new Pending(dataset);
      this.#pending.set(dataset, pending);
      setTimeout(() => this.#drain(dataset), FLUSH_AFTER_MS);
    }
    pending.add(point);
    this.#size++;
    if (pending.size === FLUSH_AFTER_POINTS) this.#drain(dataset);
    return true;
  }

  /** Stores everything taken so far. */
  async flush(): Promise<void> {
    await Promise.all(
      [...new Set([...this.#pending.keys(), ...this.#draining.keys()])].map((d) => this.#drain(d)),
    );
  }

  /** Flushes, giving up after a few seconds when the store keeps failing. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.#giveUp.abort(), CLOSE_WITHIN_MS);
    await this.flush();
    clearTimeout(timer);
    if (this.#size > 0) this.#log({ level: "warn", message: `${this.#size} points could not be stored` });
  }

  #drain(dataset: string): Promise<void> {
    const running = this.#draining.get(dataset);
    if (running) return running;
    const drained = this.#storePending(dataset).finally(() => this.#draining.delete(dataset));
    this.#draining.set(dataset, drained);
    return drained;
  }

  async #storePending(dataset: string): Promise<void> {
    for (let pending = this.#take(dataset); pending; pending = this.#take(dataset)) {
      try {
        await storeWithRetry(this.#store, pending.toBatch(), { log: this.#log, signal: this.#giveUp.signal });
      } catch {
        return;
      }
      this.#size -= pending.size;
    }
  }

  #take(dataset: string): Pending | undefined {
    const pending = this.#pending.get(dataset);
    this.#pending.delete(dataset);
    return pending;
  }
}
