import { expect, test } from "vitest";
import { readRetryAfter } from "./retry-after.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z");

test.each([
  ["30", 30],
  [" 0 ", 0],
  ["86400", 300],
  ["Sun, 22 Nov 2026 10:00:45 GMT", 45],
  ["Sun, 22 Nov 2026 09:00:00 GMT", 0],
  ["Sun Nov 22 10:00:10 2026", 10],
  ["-5", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["", undefined],
  [null, undefined],
])("%j asks for %j seconds", (field, seconds) => {
  expect(readRetryAfter(field, NOW)).toBe(seconds);
});
