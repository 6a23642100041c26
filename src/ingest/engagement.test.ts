import fc from "fast-check";
import { expect, test } from "vitest";
import { toEngagement } from "./engagement.ts";

test("nothing measured is unknown, not cold", () => {
  expect(toEngagement({})).toEqual({ score: 0, label: "", parts: {} });
  const zeros = { time_on_page_s: 0, scroll_depth_pct: 0, clicks: 0, visit_count: 0 };
  expect(toEngagement(zeros)).toMatchObject({ score: 0, label: "" });
});

test.each([
  [{ time_on_page_s: 0.1, scroll_depth_pct: 0, clicks: 0 }, 0, "Cold"],
  [{ time_on_page_s: 209 }, 20, "Cold"],
  [{ time_on_page_s: 210 }, 21, "Warm"],
  [{ time_on_page_s: 100_000 }, 35, "Warm"],
  [{ time_on_page_s: 350, scroll_depth_pct: 34 }, 45, "Warm"],
  [{ time_on_page_s: 350, scroll_depth_pct: 36 }, 46, "Hot"],
  [{ time_on_page_s: 350, scroll_depth_pct: 100, clicks: 2 }, 69, "Hot"],
  [{ time_on_page_s: 350, scroll_depth_pct: 100, clicks: 3 }, 71, "Very Hot"],
  [{ visit_count: 1 }, 0, "Cold"],
  [{ visit_count: 2 }, 5, "Cold"],
  [{ visit_count: 9 }, 15, "Cold"],
  [{ clicks: 10 }, 20, "Cold"],
])("%j scores %d, %s", (signals, score, label) => {
  expect(toEngagement(signals)).toMatchObject({ score, label });
});

test("is between 0 and 100 and reaches both, and every part is explained", () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const fields = { time_on_page_s: number, scroll_depth_pct: number, clicks: number, visit_count: number };
  fc.assert(
    fc.property(fc.record(fields, { requiredKeys: [] }), (given) => {
      const { score, parts } = toEngagement(given);
      const sum = Object.values(parts).reduce((a, b) => a + b, 0);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(100);
      expect(Math.abs(sum - score)).toBeLessThanOrEqual(0.5);
    }),
  );
  expect(toEngagement({ time_on_page_s: 999, scroll_depth_pct: 100, clicks: 99, visit_count: 9 }).score).toBe(
    100,
  );
});
