import { describe, expect, test } from "vitest";
import { type Part, toEffects, type Week } from "./effects.ts";
import { toBestWindows, toCells, toChoice } from "./windows.ts";

const HOUR: Part = { name: "hour", size: 24, toKey: (cell) => cell % 24, isSmooth: true };
const SLOT: Part = { name: "slot", size: 168, toKey: (cell) => cell, isSmooth: true };

/** Weeks of 168 cells that are expected to bring ten each. */
function weeks(count: number, leads: (week: number, cell: number) => number): Week[] {
  return Array.from({ length: count }, (_, week) => ({
    counts: Array.from({ length: 168 }, (_, cell) => leads(week, cell)),
    expected: new Array<number>(168).fill(10),
  }));
}

describe("effects", () => {
  test("that come back every week are kept", () => {
    const { ratios, effects } = toEffects(
      weeks(8, (_, cell) => (cell % 24 < 12 ? 5 : 15)),
      [HOUR],
      1,
    );
    expect(effects[0]?.repeats).toBeGreaterThan(0.95);
    expect(effects[0]?.isProven).toBe(true);
    expect(ratios[3]).toBeLessThan(0.65);
    expect(ratios[18]).toBeGreaterThan(1.35);
  });

  test("of one week alone are not", () => {
    const { ratios, effects } = toEffects(
      weeks(8, (week, cell) => (week === 3 && cell === 50 ? 200 : 10)),
      [SLOT],
      1,
    );
    expect(effects[0]).toMatchObject({ repeats: 0, isProven: false });
    expect(ratios.every((ratio) => ratio === 1)).toBe(true);
  });

  test("that change sides from week to week are not", () => {
    const { effects } = toEffects(
      weeks(8, (week, cell) => ((week + (cell % 24)) % 2 === 0 ? 5 : 15)),
      [{ ...HOUR, isSmooth: false }],
      1,
    );
    expect(effects[0]?.repeats).toBe(0);
  });

  test("of nothing are nothing", () => {
    const { ratios } = toEffects([], [HOUR], 1);
    expect(ratios).toEqual([]);
  });
});

describe("windows", () => {
  const scores = Array.from({ length: 168 }, (_, cell) => {
    const [day, hour] = [Math.floor(cell / 24), cell % 24];
    return (hour >= 9 && hour < 12 ? 2 : 1) * (day === 5 ? 2 : 1);
  });

  test("are the best stretches of a day, alike weekdays together, best first", () => {
    expect(toBestWindows(scores, 24, 3).slice(0, 2)).toEqual([
      { weekdays: [5], from: 9, length: 3, score: 4 },
      { weekdays: [0, 1, 2, 3, 4, 6], from: 9, length: 3, score: 2 },
    ]);
  });

  test("are chosen until they cover so many hours", () => {
    const choice = toChoice(toBestWindows(scores, 24, 3), 10);
    expect(toCells(choice, 24)).toEqual([129, 130, 131, 9, 10, 11, 33, 34, 35, 57, 58, 59]);
  });
});
