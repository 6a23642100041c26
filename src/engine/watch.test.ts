import { expect, test } from "vitest";
import { createWatchedEngine } from "./watch.ts";

test("an answer is as old as its oldest rows, and as stale", async () => {
  const answers = [
    { rows: [], neverWritten: false, asOf: 20 },
    { rows: [], neverWritten: false, asOf: 10, stale: true as const },
    { rows: [], neverWritten: false, asOf: 30 },
  ];
  const asked: unknown[] = [];
  const engine = createWatchedEngine({
    ask: async (...question) => {
      asked.push(question);
      return answers.shift() ?? { rows: [], neverWritten: false, asOf: 40 };
    },
  });
  expect(engine.age()).toEqual({ asOf: undefined, stale: false });
  await engine.ask("SELECT 1");
  expect(engine.age()).toEqual({ asOf: 20, stale: false });
  await engine.ask("SELECT 2");
  await engine.ask("SELECT 3", { closedSince: 7 });
  expect(engine.age()).toEqual({ asOf: 10, stale: true });
  expect(asked[2]).toEqual(["SELECT 3", { closedSince: 7 }]);
});
