import { isRecord } from "../domain/is-record.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import { toSha256Hex } from "../domain/sha256.ts";
import type { Engine, EngineAnswer } from "./engine.ts";
import { EngineFailure } from "./failure.ts";
import { type Freshness, isFresh, isServable, toKeepS } from "./freshness.ts";
import { isRows } from "./rows.ts";

/** Where answers are kept for a while. It may forget at any time. */
export interface AnswerCache {
  read(key: string): Promise<string | undefined>;
  /** @param keepS seconds after which the text must be gone */
  write(key: string, text: string, keepS: number): Promise<void>;
}

export interface CacheOptions extends Freshness {
  readonly cache: AnswerCache;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Lets work go on after the answer is sent. */
  readonly defer: (work: Promise<unknown>) => void;
  readonly log: Log;
}

/**
 * Keeps answers by statement: a statement holds its absolute range, scope and filters, so two that are the same text
 * are the same question. What the store fails to answer is served from an older copy, marked `stale`; a refusal of
 * our credentials or of the statement is never glossed over.
 */
export function createCachedEngine(engine: Engine, options: CacheOptions): Engine {
  const { cache, now, defer, log } = options;
  return {
    async ask(sql, ask = {}) {
      const key = await toSha256Hex(sql);
      const kept = await readKept(cache, key);
      const nowS = Math.floor(now() / 1000);
      if (kept && isFresh(kept, ask.closedSince, nowS, options)) return kept;
      try {
        const answer = await engine.ask(sql, ask);
        const keepS = toKeepS(answer, ask.closedSince, options);
        const written = cache.write(key, JSON.stringify(answer), keepS);
        defer(written.catch((error: unknown) => log("cache_write_failed", { error: toErrorText(error) })));
        return answer;
      } catch (error) {
        if (!kept || !isPassing(error) || !isServable(kept, nowS)) throw error;
        log("stale_answer", { age_s: nowS - kept.asOf, cause: toErrorText(error.cause) });
        return { ...kept, stale: true };
      }
    },
  };
}

function isPassing(error: unknown): error is EngineFailure {
  return error instanceof EngineFailure && (error.kind === "busy" || error.kind === "broken");
}

/** A copy that is missing, unreadable or out of reach is none. */
async function readKept(cache: AnswerCache, key: string): Promise<EngineAnswer | undefined> {
  try {
    const text = await cache.read(key);
    const kept: unknown = text === undefined ? undefined : JSON.parse(text);
    return isAnswer(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

function isAnswer(value: unknown): value is EngineAnswer {
  if (!isRecord(value)) return false;
  return isRows(value.rows) && typeof value.neverWritten === "boolean" && Number.isInteger(value.asOf);
}
