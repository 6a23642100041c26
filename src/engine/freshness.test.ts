import { expect, test } from "vitest";
import { isFresh, isServable, toKeepS } from "./freshness.ts";

const FRESHNESS = { openForS: 60, closedForS: 604_800 };
const DAY_S = 86_400;
const READ = 2_000_000_000;
const kept = { asOf: READ, neverWritten: false };

test.each<[string, number | undefined, number]>([
  ["of an unknown range", undefined, 60],
  ["of a range that is open", READ + 3600, 60],
  ["of a range closed for a day less a second", READ - DAY_S + 1, 60],
  ["of a range closed for a day", READ - DAY_S, 604_800],
])("rows %s stand for %d more than that", (_what, closedSince, seconds) => {
  expect(isFresh(kept, closedSince, READ + seconds - 1, FRESHNESS)).toBe(true);
  expect(isFresh(kept, closedSince, READ + seconds, FRESHNESS)).toBe(false);
});

test("rows read before a range was closed for a day never become final by waiting", () => {
  const closedSince = READ - DAY_S / 2;
  expect(isFresh(kept, closedSince, READ + DAY_S, FRESHNESS)).toBe(false);
});

test("an empty store is kept for a minute at most and never served for the real one", () => {
  const empty = { asOf: READ, neverWritten: true };
  expect(toKeepS(empty, READ - 30 * DAY_S, FRESHNESS)).toBe(60);
  expect(isFresh(empty, READ - 30 * DAY_S, READ + 60, FRESHNESS)).toBe(false);
  expect(isServable(empty, READ)).toBe(false);
});

test("a copy is servable for a day and kept for as long", () => {
  expect(toKeepS(kept, undefined, FRESHNESS)).toBe(DAY_S);
  expect([isServable(kept, READ + DAY_S), isServable(kept, READ + DAY_S + 1)]).toEqual([true, false]);
});
