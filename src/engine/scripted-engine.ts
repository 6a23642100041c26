import type { AskOptions, Engine, EngineAnswer } from "./engine.ts";
import { EngineFailure, type FailureKind } from "./failure.ts";

/** What a scripted engine does with one question: rows, or a failure with the wait it asks for. */
export type Step = EngineAnswer["rows"] | "never_written" | FailureKind | { busyForS: number };

/** An engine for tests that follows a script, its last step for ever, and keeps every question. */
export interface ScriptedEngine extends Engine {
  readonly asked: { readonly sql: string; readonly options: AskOptions | undefined }[];
  /** What happens next; replaces what was left of the script. */
  follow(...steps: readonly Step[]): void;
}

/** @param now epoch milliseconds */
export function createScriptedEngine(now: () => number, ...script: readonly Step[]): ScriptedEngine {
  let steps = [...script];
  const asked: ScriptedEngine["asked"] = [];
  return {
    asked,
    follow: (...next) => {
      steps = [...next];
    },
    async ask(sql, options) {
      asked.push({ sql, options });
      const step = (steps.length > 1 ? steps.shift() : steps[0]) ?? [];
      if (step === "never_written") return { rows: [], neverWritten: true, asOf: Math.floor(now() / 1000) };
      if (typeof step === "object" && "busyForS" in step) throw toFailure("busy", step.busyForS);
      if (typeof step === "string") throw toFailure(step);
      return { rows: step, neverWritten: false, asOf: Math.floor(now() / 1000) };
    },
  };
}

function toFailure(kind: FailureKind, waitS?: number): EngineFailure {
  return new EngineFailure(kind, `the store is ${kind}`, { cause: new Error(kind), waitS });
}
