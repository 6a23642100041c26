import type { LogEntry, Settings } from "./options.ts";
import type { Store } from "./store.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Before this a timestamp is nonsense: 1 January 2000 in epoch seconds. */
const EARLIEST_S = 946_684_800;

/** Epoch seconds of the oldest point that is kept. */
export function toEarliest(nowMs: number, retentionDays: number | null): number {
  if (retentionDays === null) return EARLIEST_S;
  return Math.max(EARLIEST_S, Math.floor((nowMs - retentionDays * DAY_MS) / 1000));
}

/** Deletes points beyond the retention at the start, whenever it is set, and every hour. */
export function startRetention(context: {
  store: Store;
  settings(): Settings;
  now(): number;
  log(entry: LogEntry): void;
}): { apply(): void; stop(): Promise<void> } {
  const { store, settings, now, log } = context;
  let applied: number | null = null;
  let pruning = Promise.resolve();
  const prune = () => {
    const { retentionDays } = settings();
    applied = retentionDays;
    if (retentionDays === null) return;
    pruning = store.deleteBefore(toEarliest(now(), retentionDays)).catch((error) => {
      log({ level: "warn", message: "Deleting old points failed", detail: String(error) });
    });
  };
  const timer = setInterval(prune, HOUR_MS);
  timer.unref();
  prune();
  return {
    apply() {
      if (settings().retentionDays !== applied) prune();
    },
    stop() {
      clearInterval(timer);
      return pruning;
    },
  };
}
