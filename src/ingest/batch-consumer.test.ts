import { expect, test } from "vitest";
import { toDelay } from "./batch-consumer.ts";

test("a message that fails comes back after longer and longer, at most a quarter of an hour", () => {
  expect([1, 2, 3, 5, 6, 50].map(toDelay)).toEqual([30, 60, 120, 480, 900, 900]);
});
