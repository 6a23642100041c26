import { describe, expect, test } from "vitest";
import { EVENT_TYPES, METRIC_NAMES, type Metric } from "../domain/dataset.ts";
import { EMPTY_CELL, toCell } from "./cell.ts";
import { toMetrics, toSquares } from "./counters.ts";
import { toCountDispersion, toShareDispersion, toT95 } from "./dispersion.ts";
import { toTotals, toWilson } from "./rate.ts";
import { createRandom } from "./simulation.ts";
import { toCountChange, toRateChange } from "./verdict.ts";

const RUNS = 4000;

describe("intervals of shares", () => {
  test.each([20, 200, 2000])("hold the truth in 93–97 % of cases at n = %i", (n) => {
    const random = createRandom(n);
    let held = 0;
    for (let run = 0; run < RUNS; run++) {
      const p = 0.05 + 0.9 * random.uniform();
      const { low, high } = toWilson(random.binomial(n, p) / n, n);
      if (low <= p && p <= high) held++;
    }
    expect(held / RUNS).toBeGreaterThan(0.93);
    expect(held / RUNS).toBeLessThan(0.97);
  });

  test("agree with published values (Newcombe 1998, method 3)", () => {
    const rounded = (share: number, n: number) =>
      Object.values(toWilson(share, n)).map((x) => Number(x.toFixed(4)));
    expect(rounded(81 / 263, 263)).toEqual([0.2553, 0.3662]);
    expect(rounded(15 / 148, 148)).toEqual([0.0624, 0.1605]);
    expect(rounded(0, 20)).toEqual([0, 0.1611]);
    expect(rounded(1 / 29, 29)).toEqual([0.0061, 0.1718]);
  });
});

/** What one statement would count of a world that was sampled independently, event by event. */
function sample(random: ReturnType<typeof createRandom>, events: number, share: number, interval: number) {
  const sums: Record<string, number> = {
    n_primary: 0,
    q_n_primary: 0,
    n_bot: 0,
    q_n_bot: 0,
    rows_read: 0,
    weight: 0,
  };
  for (const [name, count] of [
    ["primary", Math.round(events * share)],
    ["bot", Math.round(events * (1 - share))],
  ] as const) {
    const rows = random.binomial(count, 1 / interval);
    sums[`n_${name}`] = rows * interval;
    sums[`q_n_${name}`] = rows * interval * interval;
    sums.rows_read = (sums.rows_read ?? 0) + rows;
  }
  return { ...toCell(sums), maxInterval: interval };
}

test.each([
  [0, 255, 9, "down"],
  [1, 255, 9, "down"],
  [0, 60, 4, "down"],
  [60, 0, 4, "up"],
  [0, 20, 9, "not enough data"],
  [250, 255, 9, "no clear change"],
])("%i leads after %i, days %i times as unequal as chance, are called: %s", (now, before, phi, verdict) => {
  expect(toCountChange(now, before, { phi, df: 60 }).verdict).toBe(verdict);
});

test("a change is called from eight events on, a share's from sixteen", () => {
  const chance = { phi: 1, df: 60 };
  const counts = [7, 8].map((now) => toCountChange(now, 0, chance).verdict);
  expect(counts).toEqual(["not enough data", "up"]);
  const shares = [7, 8].map((per) => toRateChange({ of: per, per }, { of: 0, per: 8 }, chance).verdict);
  expect(shares).toEqual(["not enough data", "up"]);
});

test("restored submissions that leave a count below zero, or a share above one, make no false change", () => {
  const chance = { phi: 1, df: 60 };
  expect(toCountChange(60, -5, chance)).toEqual({
    absolute: 65,
    percent: null,
    ratio_low: null,
    ratio_high: null,
    verdict: "not enough data",
  });
  expect(toCountChange(-5, 60, chance)).toMatchObject({ ratio_low: null, verdict: "not enough data" });
  expect(toRateChange({ of: 12, per: 10 }, { of: 10, per: 10 }, chance)).toMatchObject({
    absolute: 0,
    verdict: "no clear change",
  });
  expect(toRateChange({ of: 3, per: 9 }, { of: 0, per: 0 }, chance).absolute).toBeNull();
});

test("a rise from nothing has no upper end", () => {
  const { ratio_low, ratio_high } = toCountChange(60, 0, { phi: 1, df: 60 });
  expect(ratio_low).toBeGreaterThan(1);
  expect(ratio_high).toBeNull();
});

describe("sampled answers", () => {
  test.each([
    [60, 2],
    [500, 10],
    [4000, 100],
  ])("of %i events at interval %i hold the true count in 93–97 % of cases", (events, interval) => {
    const random = createRandom(events);
    let held = 0;
    let heldShare = 0;
    for (let run = 0; run < RUNS; run++) {
      const share = 0.3 + 0.4 * random.uniform();
      const cell = sample(random, events, share, interval);
      const { intervals, actual_rate } = toTotals(toMetrics(cell.sums, EVENT_TYPES), cell, EVENT_TYPES);
      const total = intervals?.total ?? { low: 0, high: 0 };
      if (total.low <= events && events <= total.high) held++;
      const truth = Math.round(events * share) / events;
      if ((actual_rate.low ?? 0) <= truth && truth <= (actual_rate.high ?? 0)) heldShare++;
    }
    expect(held / RUNS).toBeGreaterThan(0.93);
    expect(held / RUNS).toBeLessThan(0.975);
    expect(heldShare / RUNS).toBeGreaterThan(0.93);
  });

  test("are as uncertain about what is taken back out as about what is counted", () => {
    const sums = { n_bot: 40, q_n_bot: 400, restored_bot: 20, q_restored_bot: 200 };
    expect(toSquares(toCell(sums).sums, EVENT_TYPES)).toMatchObject({ bot: 600, total: 600, primary: 0 });
  });

  test("have no interval where every event was read", () => {
    const metrics = Object.fromEntries(METRIC_NAMES.map((name) => [name, 5])) as Record<Metric, number>;
    expect(toTotals(metrics, EMPTY_CELL, EVENT_TYPES)).not.toHaveProperty("intervals");
  });
});

describe("verdicts", () => {
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);

  test.each([
    [5, 20, 7, 21],
    [10, 20, 7, 21],
    [8, 100, 7, 21],
    [5, 40, 14, 0],
    [10, 150, 28, 0],
  ])(
    "on counts that did not change claim a change in at most 5 %% (φ %i, %i a day, %i days)",
    (phi, mean, days, before) => {
      const random = createRandom(phi * 1000 + mean);
      let claimed = 0;
      for (let run = 0; run < RUNS; run++) {
        const draw = (n: number) => Array.from({ length: n }, () => random.overdispersed(mean, phi));
        const [past, earlier, current] = [draw(before), draw(days), draw(days)];
        const dispersion = toCountDispersion([past, earlier, current]);
        const { verdict } = toCountChange(sum(current), sum(earlier), dispersion);
        if (verdict === "up" || verdict === "down") claimed++;
      }
      expect(claimed / RUNS).toBeLessThanOrEqual(0.055);
    },
  );

  test("on shares that did not change claim a change in at most 5 %", () => {
    const random = createRandom(77);
    let claimed = 0;
    for (let run = 0; run < RUNS; run++) {
      const draw = (n: number) =>
        Array.from({ length: n }, () => {
          const per = random.overdispersed(60, 8);
          // Quality differs from day to day as well.
          const share = Math.min(0.95, Math.max(0.02, 0.3 + 0.08 * random.normal()));
          return { of: random.binomial(per, share), per };
        });
      const [past, earlier, current] = [draw(14), draw(7), draw(7)];
      const total = (list: typeof past) => ({
        of: sum(list.map((d) => d.of)),
        per: sum(list.map((d) => d.per)),
      });
      const { verdict } = toRateChange(
        total(current),
        total(earlier),
        toShareDispersion([past, earlier, current]),
      );
      if (verdict === "up" || verdict === "down") claimed++;
    }
    expect(claimed / RUNS).toBeLessThanOrEqual(0.055);
  });

  test("find a doubling", () => {
    const random = createRandom(5);
    let found = 0;
    for (let run = 0; run < 500; run++) {
      const draw = (n: number, mean: number) =>
        Array.from({ length: n }, () => random.overdispersed(mean, 6));
      const [past, earlier, current] = [draw(14, 60), draw(7, 60), draw(7, 120)];
      const change = toCountChange(sum(current), sum(earlier), toCountDispersion([past, earlier, current]));
      if (change.verdict === "up") found++;
    }
    expect(found / 500).toBeGreaterThan(0.95);
  });

  test("are withheld below fourteen days, without events and with a handful of them", () => {
    expect(
      toCountDispersion([
        [5, 6, 7],
        [4, 4, 4, 9, 5, 5, 4, 4, 4, 4],
      ]),
    ).toBeUndefined();
    const flat = toCountDispersion([Array.from({ length: 14 }, () => 1)]);
    expect(flat).toEqual({ phi: 1, df: 13 });
    expect(toCountChange(0, 0, flat).verdict).toBe("not enough data");
    expect(toCountChange(5, 1, flat).verdict).toBe("not enough data");
    expect(toCountChange(30, 0, flat)).toMatchObject({ percent: null, verdict: "up" });
    expect(toRateChange({ of: 0, per: 0 }, { of: 3, per: 9 }, flat)).toEqual({
      absolute: null,
      low: null,
      high: null,
      verdict: "not enough data",
    });
  });

  test("rest on days that can differ: none without a count, nor where all or nothing is a share", () => {
    const repeat = <D>(day: D, days = 14) => Array.from({ length: days }, () => day);
    expect(toCountDispersion([repeat(0)])).toBeUndefined();
    expect(toCountDispersion([repeat(0), repeat(1)])).toEqual({ phi: 1, df: 27 });
    expect(toShareDispersion([repeat({ of: 10, per: 10 })])).toBeUndefined();
    expect(toShareDispersion([[...repeat({ of: 5, per: 10 }, 13), { of: 0, per: 0 }]])).toBeUndefined();
  });

  test("take shares that are all or nothing by turns for as unequal as they are (Cochran 1977, §2.11)", () => {
    const days = Array.from({ length: 14 }, (_, day) => ({ of: day % 2 === 0 ? 0 : 10, per: 10 }));
    expect(toShareDispersion([days])).toEqual({ phi: (14 * 350) / (140 * 0.25) / 13, df: 13 });
  });

  test("use Student's t", () => {
    expect([8, 12, 26, 100].map((df) => Number(toT95(df).toFixed(3)))).toEqual([2.306, 2.179, 2.056, 1.984]);
  });
});
