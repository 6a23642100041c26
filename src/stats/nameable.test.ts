import { expect, test } from "vitest";
import { toNameable } from "./nameable.ts";

const REST = { isLimited: false, unknownShare: {} };
const long = (count: number) =>
  Array.from({ length: count }, (_, index) => [`https://www.example.com/courses/page-${index}`]);

test("groups whose names do not fit into a statement count among the rest, the smallest first", () => {
  const kept = long(300);
  const { kept: named, folded } = toNameable({ kept, folded: 5, ...REST });
  expect(named).toEqual(kept.slice(0, named.length));
  expect(named.length).toBeGreaterThan(100);
  expect(named.flat().join("', '").length).toBeLessThan(6500);
  expect(named.length + folded).toBe(305);
});

test("where nothing is folded nothing has to be named, and all stay", () => {
  const kept = long(300);
  expect(toNameable({ kept, folded: 0, ...REST })).toEqual({ kept, folded: 0, ...REST });
});

test("a value that cannot stand in a statement counts among the rest", () => {
  const kept = [["it's"], ["google"], ["(unknown)"]];
  expect(toNameable({ kept, folded: 0, ...REST })).toEqual({
    kept: [["google"], ["(unknown)"]],
    folded: 1,
    ...REST,
  });
});

test("where only what cannot be named is left out, the others have to fit all the same", () => {
  const { kept: named, folded } = toNameable({ kept: [["it's"], ...long(300)], folded: 0, ...REST });
  expect(named.flat().join("', '").length).toBeLessThan(6500);
  expect(named.length + folded).toBe(301);
});

test("a name that many groups share takes its place once", () => {
  const kept = Array.from({ length: 300 }, (_, index) => ["a".repeat(200), `${index}`]);
  expect(toNameable({ kept, folded: 5, ...REST })).toEqual({ kept, folded: 5, ...REST });
});
