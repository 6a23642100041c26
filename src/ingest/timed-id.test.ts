import { expect, test } from "vitest";
import { createTimedId, toIdPrefix } from "./timed-id.ts";

const MS = Date.parse("2026-11-22T10:00:00.123Z");

test("an id is a version 7 UUID of its moment", () => {
  expect(createTimedId(MS)).toMatch(/^01a202b2-c57b-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("ids sort by their moments", () => {
  const moments = [0, 1, MS - 1, MS, MS + 1, MS + 86_400_000];
  const ids = moments.map(createTimedId);
  expect([...ids].sort()).toEqual(ids);
  expect(createTimedId(MS - 1) < toIdPrefix(MS)).toBe(true);
  expect(createTimedId(MS) > toIdPrefix(MS)).toBe(true);
});

test("two ids of one moment differ", () => {
  expect(createTimedId(MS)).not.toBe(createTimedId(MS));
});
