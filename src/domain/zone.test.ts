import fc from "fast-check";
import { expect, test } from "vitest";
import { toIso, toOffsetIso, toOffsetSpans } from "./zone.ts";

const ZONES = [
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "America/New_York",
  "America/St_Johns",
  "Pacific/Chatham",
  "UTC",
];
const YEAR_S = 366 * 86_400;

test("a moment with a known offset reads as the calendar writes it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: 0, max: YEAR_S }),
      (zone, from, into) => {
        const span = toOffsetSpans(zone, from, from + YEAR_S + 1).find(
          (one) => one.from <= from + into && from + into < one.to,
        );
        expect(toOffsetIso(span?.offset ?? Number.NaN, from + into)).toBe(toIso(zone, from + into));
      },
    ),
  );
});
