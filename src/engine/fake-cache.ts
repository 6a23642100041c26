import type { AnswerCache } from "./cache.ts";

/** A cache for tests: a map that forgets when told to, or fails. */
export interface FakeCache extends AnswerCache {
  /** What is kept, by key. */
  readonly kept: Map<string, { text: string; keepS: number }>;
  isBroken: boolean;
}

export function createFakeCache(): FakeCache {
  const kept: FakeCache["kept"] = new Map();
  return {
    kept,
    isBroken: false,
    async read(key) {
      if (this.isBroken) throw new Error("the cache is broken");
      return kept.get(key)?.text;
    },
    async write(key, text, keepS) {
      if (this.isBroken) throw new Error("the cache is broken");
      kept.set(key, { text, keepS });
    },
  };
}
