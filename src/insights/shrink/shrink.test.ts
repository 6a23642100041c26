import { describe, expect, test } from "vitest";
import { toDesignEffect, toIntraclass } from "./clustering.ts";
import { toRejected } from "./discovery.ts";
import { toDispersions } from "./dispersion.ts";
import { toGammaEstimate, toShrunkRates } from "./rates.ts";
import { toBetaEstimate, toChanceAbove, toShrunkShares } from "./shares.ts";

describe("shares drawn towards each other", () => {
  /** Hits in 45 times at bat, and the estimates of B. Efron, C. Morris (1975), JASA 70, table 1. */
  const BATTERS = [
    [18, 0.29],
    [17, 0.286],
    [16, 0.281],
    [15, 0.277],
    [14, 0.273],
    [14, 0.273],
    [13, 0.268],
    [12, 0.264],
    [11, 0.259],
    [11, 0.259],
    [10, 0.254],
    [10, 0.254],
    [10, 0.254],
    [10, 0.254],
    [10, 0.254],
    [9, 0.249],
    [8, 0.244],
    [7, 0.239],
  ] as const;

  test("agree with Efron and Morris's batters", () => {
    const laws = toShrunkShares(BATTERS.map(([hits]) => ({ hits, trials: 45 })));
    for (const [index, [, estimate]] of BATTERS.entries()) {
      expect(Math.abs(toBetaEstimate(laws[index] ?? { a: 1, b: 1 }, 0.9).value - estimate)).toBeLessThan(
        0.012,
      );
    }
  });

  test("keep their own value where there is much of it", () => {
    const [large, small] = toShrunkShares([
      { hits: 900, trials: 1000 },
      { hits: 1, trials: 1 },
      { hits: 100, trials: 1000 },
      { hits: 300, trials: 1000 },
    ]).map((law) => toBetaEstimate(law, 0.9).value);
    expect(large).toBeGreaterThan(0.88);
    expect(small).toBeLessThan(0.9);
  });

  test("say how sure it is that one is above another", () => {
    expect(toChanceAbove({ a: 50, b: 50 }, { a: 5000, b: 5000 })).toBeCloseTo(0.5, 3);
    expect(toChanceAbove({ a: 80, b: 20 }, { a: 500, b: 500 })).toBeGreaterThan(0.9999);
  });

  test("are numbers whatever comes in", () => {
    const shares = [
      { hits: 0, trials: 0 },
      { hits: 0, trials: 5 },
      { hits: 5, trials: 5 },
    ];
    for (const law of toShrunkShares(shares)) {
      const { value, low, high } = toBetaEstimate(law, 0.9);
      expect([value, low, high].every((number) => number >= 0 && number <= 1)).toBe(true);
    }
  });
});

describe("volumes", () => {
  test("of much exposure are their own, of little exposure the common one", () => {
    const [busy, quiet, short] = toShrunkRates([
      { count: 2800, exposure: 28 },
      { count: 28, exposure: 28 },
      { count: 0, exposure: 0.01 },
    ]).map((law) => toGammaEstimate(law, 0.9));
    expect(busy?.value).toBeCloseTo(100, 0);
    expect(quiet?.value).toBeCloseTo(1, 0);
    expect(short?.high).toBeGreaterThan(20);
  });
});

describe("clusters and dispersion", () => {
  test("clusters of ten with ρ = 0.1 are worth 1.9 trials each (Kish)", () => {
    expect(toDesignEffect([10, 10, 10], 0.1)).toBeCloseTo(1.9);
    expect(toDesignEffect([], 0.1)).toBe(1);
  });

  test("outcomes that come all or none are as alike as can be", () => {
    const days = Array.from({ length: 20 }, (_, day) => ({ hits: day % 2 === 0 ? 10 : 0, trials: 10 }));
    expect(toIntraclass([days])).toBeGreaterThan(0.9);
    expect(toIntraclass([[{ hits: 0, trials: 0 }]])).toBe(0);
  });

  test("variance over mean is drawn towards the common one and never below 1", () => {
    const even = Array.from({ length: 30 }, () => 10);
    const wild = Array.from({ length: 30 }, (_, day) => (day % 2 === 0 ? 0 : 20));
    const [calm, rough] = toDispersions([even, wild]);
    expect(calm).toBeGreaterThanOrEqual(1);
    expect(rough).toBeGreaterThan(8);
    expect(toDispersions([[0, 0, 0]])).toEqual([1]);
  });
});

describe("false discoveries", () => {
  /** Y. Benjamini, Y. Hochberg (1995), section 3.2: four of fifteen are rejected at 5 %. */
  const P_VALUES = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ];

  test("are held as in Benjamini and Hochberg's example", () => {
    expect(toRejected(P_VALUES, 0.05).filter(Boolean)).toHaveLength(4);
    expect(toRejected([], 0.05)).toEqual([]);
    expect(toRejected([0.5, 0.9], 0.1)).toEqual([false, false]);
  });
});
