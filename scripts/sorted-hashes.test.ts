import fc from "fast-check";
import { expect, test } from "vitest";
import { readSortedHashes } from "../src/ingest/sorted-hashes.ts";
import { toSortedHashes } from "./sorted-hashes.ts";

test("hashes are read as they were written", () => {
  const sets = fc.uniqueArray(fc.integer({ min: 0, max: 0x7fffff }), { maxLength: 300 });
  fc.assert(
    fc.property(sets, (hashes) => {
      const sorted = hashes.toSorted((a, b) => a - b);
      expect([...readSortedHashes(toSortedHashes(sorted))]).toEqual(sorted);
    }),
  );
});

test("no hash is none", () => {
  expect(readSortedHashes(toSortedHashes([])).size).toBe(0);
});
