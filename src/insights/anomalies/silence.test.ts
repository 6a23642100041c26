import { describe, expect, test } from "vitest";
import { MIN_GAPS, toGapLaw } from "./gap-law.ts";
import { type Hour, toExpectation } from "./hours.ts";
import { toSilences } from "./silence.ts";

/** Hours of so many days; `leads` says how many came. */
function hours(days: number, leads: (day: number, hour: number) => number): Hour[] {
  return Array.from({ length: 24 * days }, (_, at) => {
    const [day, hour] = [Math.floor(at / 24), at % 24];
    const date = `2026-10-${String(day + 1).padStart(2, "0")}`;
    const start = `${date}T${String(hour).padStart(2, "0")}:00:00+00:00`;
    return { start, date, hour, count: leads(day, hour), elapsed: 1 };
  });
}

/** Quantiles of an exponential law with mean 1. */
const exponential = Array.from({ length: 400 }, (_, at) => -Math.log((at + 0.5) / 400));

describe("the law of gaps", () => {
  test("is near the exponential one for exponential gaps, and careful in its tail", () => {
    const law = toGapLaw(exponential);
    expect(law?.(0)).toBeCloseTo(1, 1);
    expect(law?.(Math.log(10))).toBeGreaterThan(0.08);
    expect(law?.(Math.log(10))).toBeLessThan(0.13);
    expect(law?.(Math.log(1000))).toBeGreaterThan(0.001);
    expect(law?.(Math.log(1000))).toBeLessThan(0.006);
  });

  test("falls with the length", () => {
    const law = toGapLaw(exponential);
    const chances = [0, 0.5, 1, 2, 4, 8, 16].map((length) => law?.(length) ?? 0);
    expect(chances).toEqual([...chances].sort((a, b) => b - a));
  });

  test("says nothing of few gaps", () => {
    expect(toGapLaw(exponential.slice(0, MIN_GAPS - 1))).toBeUndefined();
    expect(toGapLaw(Array.from({ length: 50 }, () => 0))).toBeUndefined();
  });
});

describe("what an hour is expected to bring", () => {
  test("follows the hour of the day and the level of the days before", () => {
    const { past: expected } = toExpectation(
      hours(20, (day, hour) => (hour >= 8 && hour < 20 ? (day < 10 ? 1 : 4) : 0)),
    );
    expect(expected[24 * 9 + 12]).toBeGreaterThan(5 * (expected[24 * 9 + 3] ?? 0));
    expect(expected[24 * 19 + 12]).toBeGreaterThan(2 * (expected[24 * 9 + 12] ?? 0));
  });

  test("is little on days of the week that are closed", () => {
    const week = hours(28, (day, hour) => (day % 7 < 5 && hour >= 8 && hour < 18 ? 3 : 0));
    const { toAhead } = toExpectation(week);
    const toDay = (date: string) =>
      Array.from({ length: 24 }, (_, hour) => toAhead({ date, hour })).reduce((sum, leads) => sum + leads, 0);
    expect(toDay("2026-10-29")).toBeGreaterThan(26);
    expect(toDay("2026-11-03")).toBeLessThan(4);
  });

  test("does not follow one flood", () => {
    const calm = hours(28, (_, hour) => (hour >= 8 && hour < 18 ? 3 : 0));
    const flooded = calm.map((one, at) => (at === 24 * 20 + 3 ? { ...one, count: 2000 } : one));
    const [before, after] = [toExpectation(calm), toExpectation(flooded)];
    expect(Math.abs((after.past.at(-10) ?? 0) - (before.past.at(-10) ?? 0))).toBeLessThan(0.1);
    const next = { date: "2026-10-29", hour: 12 };
    expect(Math.abs(after.toAhead(next) - before.toAhead(next))).toBeLessThan(0.1);
  });

  test("is nearly even over the day when little is known", () => {
    const { toAhead } = toExpectation(hours(1, (_, hour) => (hour === 9 ? 1 : 0)));
    const toNext = (hour: number) => toAhead({ date: "2026-10-02", hour });
    expect(toNext(9) / toNext(3)).toBeCloseTo(1.5, 1);
  });
});

describe("silences", () => {
  const office = (day: number, hour: number) => (hour >= 8 && hour < 20 && (day + hour) % 3 > 0 ? 2 : 0);

  test("of a night are none to worry about", () => {
    const silences = toSilences(hours(28, office));
    const night = silences?.all.filter(({ hours: length }) => length >= 12);
    expect(night?.length).toBeGreaterThan(20);
    expect(night?.every(({ chance }) => chance > (silences?.threshold ?? 1))).toBe(true);
  });

  test("of an office day are, once they are long enough, and not before", () => {
    const until = (at: number) =>
      toSilences(hours(28, (day, hour) => (day === 27 && hour >= 9 ? 0 : office(day, hour))).slice(0, at));
    const first = Array.from({ length: 15 }, (_, at) => 24 * 27 + 9 + at).find((at) => {
      const silences = until(at);
      const open = silences?.all.find(({ isOpen }) => isOpen);
      return silences && open && open.chance < silences.threshold;
    });
    expect(first).toBeGreaterThan(24 * 27 + 11);
    expect(first).toBeLessThan(24 * 28);
  });

  test("cannot be judged without leads", () => {
    expect(toSilences([])).toBeUndefined();
    expect(toSilences(hours(28, () => 0))).toBeUndefined();
  });
});
