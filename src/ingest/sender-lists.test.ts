import { expect, test } from "vitest";
import { createSenderLists, MAX_LIST_ENTRIES } from "./sender-lists.ts";

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const entry = (IpAddress: string, ProjectName = "", ExpiresAt: string | null = null) => ({
  IpAddress,
  ProjectName,
  ExpiresAt,
});

test("lists that were never read are not assumed empty", () => {
  const lists = createSenderLists();
  expect([lists.find("203.0.113.9", "skyline", NOW_MS), lists.isStale(NOW_MS)]).toEqual([undefined, true]);
});

test("an entry holds for its project, or for all, until it expires", () => {
  const lists = createSenderLists();
  const soon = "2026-11-22T10:01:00.000Z";
  lists.replace(
    [entry("203.0.113.1"), entry("203.0.113.2", "skyline"), entry("203.0.113.3", "", soon)],
    [],
    NOW_MS,
  );
  const isBlocked = (last: number, project: string, ms = NOW_MS) =>
    lists.find(`203.0.113.${last}`, project, ms)?.blocked;
  expect([isBlocked(1, "skyline"), isBlocked(1, "harbour")]).toEqual([true, true]);
  expect([isBlocked(2, "skyline"), isBlocked(2, "harbour")]).toEqual([true, false]);
  expect([isBlocked(3, "skyline"), isBlocked(3, "skyline", NOW_MS + 60_000)]).toEqual([true, false]);
  expect(lists.find("203.0.113.4", "skyline", NOW_MS)).toEqual({ blocked: false, test: false });
});

test("lists grow stale after half a minute and are not relied on after five", () => {
  const lists = createSenderLists();
  lists.replace([], [entry("203.0.113.9")], NOW_MS);
  expect([lists.isStale(NOW_MS + 30_000), lists.isStale(NOW_MS + 30_001)]).toEqual([false, true]);
  expect(lists.find("203.0.113.9", "skyline", NOW_MS + 300_000)).toEqual({ blocked: false, test: true });
  expect(lists.find("203.0.113.9", "skyline", NOW_MS + 300_001)).toBeUndefined();
});

test("lists last no longer when the clock was set back, and hold for a request that began before they were read", () => {
  const lists = createSenderLists();
  lists.replace([], [], NOW_MS);
  const at = (ms: number) => [
    lists.find("203.0.113.9", "skyline", NOW_MS + ms) !== undefined,
    lists.isStale(NOW_MS + ms),
  ];
  expect([at(-5000), at(-60_000), at(-3_600_000)]).toEqual([
    [true, false],
    [true, true],
    [false, true],
  ]);
});

test("lists too long for an isolate stay with the database", () => {
  const lists = createSenderLists();
  lists.replace(
    Array.from({ length: MAX_LIST_ENTRIES + 1 }, (_, i) => entry(`10.0.${i >> 8}.${i & 255}`)),
    [],
    NOW_MS,
  );
  expect(lists.find("203.0.113.9", "skyline", NOW_MS)).toBeUndefined();
});

test("what was just added holds at once, what an admin changed is read again", () => {
  const lists = createSenderLists();
  lists.replace([], [], NOW_MS);
  lists.add("BlockedIPs", entry("203.0.113.9", "skyline"));
  expect(lists.find("203.0.113.9", "skyline", NOW_MS)?.blocked).toBe(true);
  lists.clear();
  expect(lists.find("203.0.113.9", "skyline", NOW_MS)).toBeUndefined();
});
