import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "./random.ts";

describe("a seeded random stream", () => {
  test("gives the same draws for the same seed, and others for a neighbouring one", () => {
    const draws = (...seed: (string | number)[]) => {
      const random = createRandom(...seed);
      return [random.next(), random.next(), random.next()].map((draw) => draw.toFixed(6));
    };
    expect(draws("events", 1)).toEqual(draws("events", 1));
    expect(draws("events", 1)).toMatchInlineSnapshot(`
      [
        "0.533248",
        "0.545687",
        "0.652390",
      ]
    `);
    expect(draws("events", 2)).toMatchInlineSnapshot(`
      [
        "0.974491",
        "0.548488",
        "0.894284",
      ]
    `);
  });

  test("keeps whole numbers inside their bounds and reaches both", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 50 }), fc.nat(5), (seed, min, width) => {
        const random = createRandom(seed);
        const drawn = new Set(Array.from({ length: 200 }, () => random.integer(min, min + width)));
        expect([...drawn].sort((a, b) => a - b)).toEqual(
          Array.from({ length: width + 1 }, (_, i) => min + i),
        );
      }),
      { numRuns: 30 },
    );
  });

  test("draws Poisson counts whose mean and variance are the mean asked for", () => {
    const random = createRandom("poisson");
    const counts = Array.from({ length: 20_000 }, () => random.poisson(30));
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length;
    expect(mean).toBeCloseTo(30, 0);
    expect(variance / mean).toBeCloseTo(1, 1);
  });

  test("picks in proportion to weights and never what weighs nothing", () => {
    const random = createRandom("weights");
    const items = [
      { name: "rare", weight: 1 },
      { name: "never", weight: 0 },
      { name: "often", weight: 3 },
    ];
    const picked = Array.from({ length: 8000 }, () => random.pick(items).name);
    expect(picked).not.toContain("never");
    expect(picked.filter((name) => name === "often").length / picked.length).toBeCloseTo(0.75, 1);
  });

  test("refuses to draw from nothing", () => {
    expect(() => createRandom(1).any([])).toThrow("nothing to draw from");
  });
});
