import type { Engine } from "./engine.ts";

/** How old the rows behind an answer are. */
export interface Age {
  /** Epoch seconds at which the oldest rows were read; `undefined` before the first question. */
  readonly asOf: number | undefined;
  /** The store could not be asked for some of them. */
  readonly stale: boolean;
}

/** An engine that remembers how old its answers are; one per answer, however many statements it takes. */
export interface WatchedEngine extends Engine {
  age(): Age;
}

export function createWatchedEngine(engine: Engine): WatchedEngine {
  let age: Age = { asOf: undefined, stale: false };
  return {
    age: () => age,
    async ask(sql, options) {
      const answer = await engine.ask(sql, options);
      age = {
        asOf: Math.min(answer.asOf, age.asOf ?? answer.asOf),
        stale: age.stale || answer.stale === true,
      };
      return answer;
    },
  };
}
