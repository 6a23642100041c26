import { describe, expect, test } from "vitest";
import type { Share } from "../shrink/shares.ts";
import { toBaseline } from "./baseline.ts";
import { toShareBaseline } from "./share-baseline.ts";

const WEEKDAYS = Array.from({ length: 84 }, (_, day) => day % 7);
const last = <T>(items: readonly T[]): T => items.at(-1) as T;

describe("a daily baseline", () => {
  test("expects of a steady series what it brings, no more over-dispersed than chance", () => {
    const { steps } = toBaseline(
      WEEKDAYS.map(() => 20),
      WEEKDAYS,
    );
    expect(last(steps).expected).toBeCloseTo(20, 1);
    expect(last(steps).dispersion).toBeLessThan(1.2);
  });

  test("learns weekdays", () => {
    const { steps, origins } = toBaseline(
      WEEKDAYS.map((day) => (day >= 5 ? 10 : 30)),
      WEEKDAYS,
    );
    expect(last(steps).expected).toBeGreaterThan(8);
    expect(last(steps).expected).toBeLessThan(13);
    const factors = last(origins).factors;
    expect(factors.reduce((sum, factor) => sum + factor, 0)).toBeCloseTo(7);
    expect(factors[0]).toBeGreaterThan(1.1);
    expect(factors[6]).toBeLessThan(0.6);
  });

  test("is not carried away by one outbreak, but follows a new level", () => {
    const outbreak = toBaseline(
      WEEKDAYS.map((_, day) => (day === 70 ? 500 : 20)),
      WEEKDAYS,
    );
    expect(last(outbreak.steps).expected).toBeLessThan(24);
    const doubled = toBaseline(
      WEEKDAYS.map((_, day) => (day >= 63 ? 40 : 20)),
      WEEKDAYS,
    );
    expect(last(doubled.steps).expected).toBeGreaterThan(36);
  });

  test("of nothing, or of zeros, is a number", () => {
    expect(toBaseline([], [])).toEqual({ steps: [], origins: [] });
    const { steps } = toBaseline([0, 0, 0, 0], [0, 1, 2, 3]);
    expect(steps.every(({ expected, dispersion }) => expected > 0 && dispersion >= 1)).toBe(true);
  });
});

describe("a baseline of shares", () => {
  const toLaws = (days: readonly Share[]) => toShareBaseline(days).map(({ law }) => law);

  test("expects the share so far and doubts it while little is known", () => {
    const laws = toLaws(Array.from({ length: 60 }, () => ({ hits: 3, trials: 50 })));
    expect(last(laws).mean).toBeCloseTo(0.06, 2);
    expect(last(laws).intraclass).toBeLessThan(laws[1]?.intraclass ?? 0);
  });

  test("is not carried away by one day of bots", () => {
    const days = Array.from({ length: 60 }, (_, day) => ({ hits: day === 50 ? 50 : 3, trials: 50 }));
    expect(last(toLaws(days)).mean).toBeLessThan(0.12);
  });

  test("of days without trials is a number", () => {
    const laws = toLaws([
      { hits: 0, trials: 0 },
      { hits: 1, trials: 1 },
      { hits: 0, trials: 0 },
    ]);
    for (const { mean, intraclass } of laws) expect(mean > 0 && mean < 1 && intraclass < 1).toBe(true);
  });
});
