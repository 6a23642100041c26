import type { Log } from "../domain/log.ts";
import { type AnswerCache, createCachedEngine } from "./cache.ts";
import type { Engine } from "./engine.ts";
import { createRetryingEngine } from "./retry.ts";
import { createSharedEngine } from "./share.ts";

export interface ReliableOptions {
  /** Without one every question reaches the store and nothing is kept. */
  readonly cache?: AnswerCache | undefined;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
  /** Lets work go on after the answer is sent. */
  readonly defer: (work: Promise<unknown>) => void;
  readonly log: Log;
}

/** New events take a minute or more to appear, so nobody sees less by this. */
const OPEN_FOR_S = 60;
const CLOSED_FOR_S = 7 * 86_400;

/** An engine that survives a bad moment of the store and spares it what was asked before. */
export function createReliableEngine(engine: Engine, options: ReliableOptions): Engine {
  const { cache } = options;
  const retrying = createRetryingEngine(engine, options);
  if (!cache) return retrying;
  const freshness = { openForS: OPEN_FOR_S, closedForS: CLOSED_FOR_S };
  return createSharedEngine(createCachedEngine(retrying, { ...options, ...freshness, cache }), options);
}
