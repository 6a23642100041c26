import { expect, test } from "vitest";
import { runAll, SHORT } from "./run.ts";

test("every goal is met in the short form", async () => {
  const results = await runAll(SHORT);
  expect(results.filter(({ isMet }) => isMet === false)).toEqual([]);
  expect(results.filter(({ isMet }) => isMet).length).toBeGreaterThan(15);
}, 120_000);
