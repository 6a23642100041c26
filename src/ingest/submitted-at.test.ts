import { expect, test } from "vitest";
import { readSubmittedAt } from "./submitted-at.ts";

const RECEIVED_MS = Date.parse("2026-11-22T10:00:00Z");

test.each([
  ["2026-11-22T15:00:00+05:30", "2026-11-22T09:30:00.000Z"],
  ["2026-11-22 15:00:00 +0530", "2026-11-22T09:30:00.000Z"],
  ["2026-11-22T09:30Z", "2026-11-22T09:30:00.000Z"],
  ["1763800000", "2025-11-22T08:26:40.000Z"],
  ["1763800000123", "2025-11-22T08:26:40.123Z"],
])("%s is %s", (text, iso) => {
  expect(new Date(readSubmittedAt(text, RECEIVED_MS) ?? 0).toISOString()).toBe(iso);
});

test.each([
  "",
  "yesterday",
  "2026-11-22T15:00:00",
  "22/11/2026, 3:00 pm",
  "2026-13-01T00:00Z",
  "2026-11-22T10:06Z",
  "1999-12-31T00:00Z",
])("%j says nothing usable", (text) => {
  expect(readSubmittedAt(text, RECEIVED_MS)).toBeUndefined();
});
