import type { Engine, EngineRow } from "../engine/engine.ts";

/** An engine for tests: keeps every statement and answers from a list of prepared row sets, then with none. */
export interface FakeEngine extends Engine {
  readonly statements: string[];
}

export function createFakeEngine(...answers: readonly (readonly EngineRow[])[]): FakeEngine {
  const statements: string[] = [];
  return {
    statements,
    async ask(sql) {
      const rows = answers[statements.length] ?? [];
      statements.push(sql);
      return { rows, neverWritten: false, asOf: 0 };
    },
  };
}
