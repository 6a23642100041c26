import type { Engine, EngineAnswer } from "./engine.ts";

export interface ShareOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets work go on after the answer is sent, or when its caller is gone. */
  readonly defer: (work: Promise<unknown>) => void;
  /** Longest wait for an answer that another request asked for. */
  readonly patienceMs?: number;
}

/** A little more than one question may take. */
const PATIENCE_MS = 16_000;

/**
 * Asks the same statement once for all requests of an isolate that want it at the same time. The platform may end the
 * request that asked, and its promise then never settles; so the others wait only so long and then ask themselves.
 */
export function createSharedEngine(engine: Engine, options: ShareOptions): Engine {
  const { now, sleep, defer, patienceMs = PATIENCE_MS } = options;
  const running = new Map<string, { answer: Promise<EngineAnswer>; sinceMs: number }>();

  return {
    async ask(sql, ask) {
      const other = running.get(sql);
      const leftMs = other ? other.sinceMs + patienceMs - now() : 0;
      if (other && leftMs > 0) {
        const answer = await Promise.race([other.answer, sleep(leftMs)]);
        if (answer) return answer;
      }
      const own = { answer: engine.ask(sql, ask), sinceMs: now() };
      running.set(sql, own);
      const forget = () => {
        if (running.get(sql) === own) running.delete(sql);
      };
      defer(own.answer.then(forget, forget));
      return own.answer;
    },
  };
}
