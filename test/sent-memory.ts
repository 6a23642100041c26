import type { DigestOptions } from "../src/digest/options.ts";

/** Least time between two changes of a name: https://developers.cloudflare.com/kv/platform/limits/ */
const BETWEEN_MS = 1000;

/** What was sent, kept as KV keeps it: a name that is changed twice within a second is refused. */
export function createSentMemory(stored: Map<string, string>, now: () => number) {
  const changed = new Map<string, number>();
  let waitedMs = 0;
  const change = (name: string) => {
    const atMs = now() + waitedMs;
    if (atMs - (changed.get(name) ?? Number.NEGATIVE_INFINITY) < BETWEEN_MS)
      throw new Error("KV PUT failed: 429 Too Many Requests");
    changed.set(name, atMs);
  };
  const sent: DigestOptions["sent"] = {
    get: async (name) => stored.get(name) ?? null,
    put: async (name, what) => {
      change(name);
      stored.set(name, what);
    },
    delete: async (name) => {
      change(name);
      stored.delete(name);
    },
  };
  const wait = async (ms: number) => {
    waitedMs += ms;
  };
  return { sent, wait };
}
