import fc from "fast-check";
import { expect, test } from "vitest";
import type { Point } from "./point.ts";
import { createSampler } from "./sampler.ts";

const point = (index: string, timestamp: number): Point => ({
  timestamp,
  sampleInterval: 1,
  index,
  blobs: [],
  doubles: [],
});

function sample(rate: number, seed: number, count: number): Point[] {
  const sampler = createSampler({ ratePerSecondPerIndex: rate, seed });
  return Array.from({ length: count }, () => sampler("leads", point("a", 1))).filter((kept) => kept !== null);
}

const weigh = (points: Point[]) => points.reduce((sum, { sampleInterval }) => sum + sampleInterval, 0);

test("keeps everything up to the rate", () => {
  expect(sample(100, 1, 100).map(({ sampleInterval }) => sampleInterval)).toEqual(Array(100).fill(1));
});

test("thins step by step above it: half, a quarter, an eighth", () => {
  const counts = Object.groupBy(sample(100, 1, 1500), ({ sampleInterval }) => sampleInterval);
  expect(Object.entries(counts).map(([interval, kept]) => [Number(interval), kept?.length])).toEqual([
    [1, 100],
    [2, 100],
    [4, 100],
    [8, 100],
  ]);
});

test("is off by less than one kept point's weight, whatever rate and seed", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 50 }),
      fc.nat(),
      fc.integer({ min: 0, max: 3000 }),
      (rate, seed, count) => {
        const kept = sample(rate, seed, count);
        const last = Math.max(1, ...kept.map(({ sampleInterval }) => sampleInterval));
        expect(Math.abs(weigh(kept) - count)).toBeLessThan(2 * last);
      },
    ),
  );
});

test("is right on average", () => {
  const estimates = Array.from({ length: 2000 }, (_, seed) => weigh(sample(10, seed, 155)));
  const mean = estimates.reduce((sum, estimate) => sum + estimate, 0) / estimates.length;
  expect(Math.abs(mean - 155)).toBeLessThan(0.5);
});

test("repeats itself for the same seed and counts each index and second apart", () => {
  expect(sample(5, 7, 300)).toEqual(sample(5, 7, 300));
  const sampler = createSampler({ ratePerSecondPerIndex: 1, seed: 1 });
  const kept = ["a", "b", "c"].flatMap((index) =>
    [1, 2, 3].map((second) => sampler("leads", point(index, second))),
  );
  expect(kept).not.toContain(null);
});
