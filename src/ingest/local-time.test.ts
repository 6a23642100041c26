import fc from "fast-check";
import { expect, test } from "vitest";
import { toIso } from "../domain/zone.ts";
import { toLocalIso } from "./local-time.ts";

test("agrees with the calendar in any zone at any second", () => {
  const zone = fc.constantFrom(
    "Asia/Kolkata",
    "America/New_York",
    "Asia/Kathmandu",
    "UTC",
    "Pacific/Apia",
    "Europe/Berlin",
  );
  const from = Date.UTC(2000, 0, 1);
  fc.assert(
    fc.property(zone, fc.integer({ min: from, max: Date.UTC(2030, 0, 1) }), (name, ms) => {
      expect(toLocalIso(name, ms)).toBe(toIso(name, ms / 1000));
    }),
    { numRuns: 300 },
  );
});

test("changes its offset in the night the clock does", () => {
  const at = (utc: string) => toLocalIso("America/New_York", Date.parse(utc));
  expect([at("2026-11-01T05:59:59Z"), at("2026-11-01T06:00:00Z")]).toEqual([
    "2026-11-01T01:59:59-04:00",
    "2026-11-01T01:00:00-05:00",
  ]);
});
