import type { Engine } from "./engine.ts";
import { EngineFailure } from "./failure.ts";

export interface RetryOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** Longest time for one question, waiting included. */
  readonly budgetMs?: number;
}

const BUDGET_MS = 15_000;
/** With less time left a second try is not worth its cost. */
const LEAST_TRY_MS = 1000;
/** Between half and one and a half times this, so that isolates do not come back in step. */
const PAUSE_MS = 300;

/**
 * Asks once more after a passing failure: after a jittered pause, or the time a busy store asked for, as long as the
 * budget allows.
 */
export function createRetryingEngine(engine: Engine, options: RetryOptions): Engine {
  const { now, sleep, random, budgetMs = BUDGET_MS } = options;
  return {
    async ask(sql, ask = {}) {
      const endMs = now() + budgetMs;
      try {
        return await engine.ask(sql, ask);
      } catch (error) {
        const pauseMs = toPauseMs(error, random);
        if (pauseMs === undefined || now() + pauseMs + LEAST_TRY_MS > endMs) throw error;
        await sleep(pauseMs);
        return engine.ask(sql, { ...ask, timeoutMs: endMs - now() });
      }
    },
  };
}

/** How long to wait before asking again; `undefined` when that would not help. */
function toPauseMs(error: unknown, random: () => number): number | undefined {
  if (!(error instanceof EngineFailure)) return undefined;
  if (error.kind === "refused" || error.kind === "rejected") return undefined;
  return error.waitS === undefined ? PAUSE_MS * (0.5 + random()) : error.waitS * 1000;
}
