import fc from "fast-check";
import { expect, test } from "vitest";
import { toEngagement } from "./engagement.ts";

test("nothing measured is unknown, not cold", () => {
  expect(toEngagement({})).toEqual({ score: 0, label: "", parts: {} });
});

test.each([
  [{ timeOnPageS: 0 }, 0, "Cold"],
  [{ timeOnPageS: 209 }, 20, "Cold"],
  [{ timeOnPageS: 210 }, 21, "Warm"],
  [{ timeOnPageS: 100_000 }, 35, "Warm"],
  [{ timeOnPageS: 350, scrollDepthPct: 34 }, 45, "Warm"],
  [{ timeOnPageS: 350, scrollDepthPct: 36 }, 46, "Hot"],
  [{ timeOnPageS: 350, scrollDepthPct: 100, clicks: 2 }, 69, "Hot"],
  [{ timeOnPageS: 350, scrollDepthPct: 100, clicks: 3 }, 71, "Very Hot"],
  [{ visitCount: 1 }, 0, "Cold"],
  [{ visitCount: 2 }, 5, "Cold"],
  [{ visitCount: 9 }, 15, "Cold"],
  [{ clicks: 10 }, 20, "Cold"],
])("%j scores %d, %s", (signals, score, label) => {
  expect(toEngagement(signals)).toMatchObject({ score, label });
});

test("is between 0 and 100 and reaches both, and every part is explained", () => {
  const number = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { nil: undefined });
  const signals = fc.record({
    timeOnPageS: number,
    scrollDepthPct: number,
    clicks: number,
    visitCount: number,
  });
  fc.assert(
    fc.property(signals, (given) => {
      const { score, parts } = toEngagement(given);
      const sum = Object.values(parts).reduce((a, b) => a + b, 0);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      expect(Math.abs(sum - score)).toBeLessThanOrEqual(0.5);
    }),
  );
  expect(toEngagement({ timeOnPageS: 999, scrollDepthPct: 100, clicks: 99, visitCount: 9 }).score).toBe(100);
});
