import { describe, expect, test } from "vitest";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { createFakeStatistics } from "../fake-statistics.ts";
import { toBuckets, toElapsedDays } from "./buckets.ts";
import { toShiftedDate, toWeekday } from "./date.ts";
import { readRange, toAsked, toLookback, toSpanDays } from "./fields.ts";
import { toDailySeries } from "./series.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z");
const ADMIN = { keyId: "k1", role: "admin", projects: "all" } as const;

test("dates move by calendar days and keep what follows them", () => {
  expect(toShiftedDate("2026-03-01", -1)).toBe("2026-02-28");
  expect(toShiftedDate("2026-11-15T09:00:00+05:30", -56)).toBe("2026-09-20T09:00:00+05:30");
  expect(toShiftedDate("yesterday", -1)).toBe("yesterday");
  expect(toWeekday("2026-11-16")).toBe(0);
  expect(toWeekday("2026-11-22T23:00:00+05:30")).toBe(6);
});

describe("a period", () => {
  test("is asked as it was put, or for the usual number of days", () => {
    expect(toAsked({}, 28)).toEqual({ days: 28, timezone: undefined });
    expect(toAsked({ period: "last_week" }, 28)).toEqual({ period: "last_week", timezone: undefined });
    expect(toAsked({ from: "2026-11-01", to: "2026-11-07" }, 28)).toMatchObject({ from: "2026-11-01" });
  });

  test("can begin earlier", () => {
    expect(toLookback({ days: 7 }, 56, 28, NOW)).toMatchObject({ days: 63 });
    expect(toLookback({ period: "last_month" }, 56, 28, NOW)).toMatchObject({ days: 118 });
    expect(toLookback({ from: "2026-11-15", to: "2026-11-20" }, 14, 28, NOW)).toMatchObject({
      from: "2026-11-01",
      to: "2026-11-20",
    });
    expect(toLookback({ from: "2026-11-15T09:00:00-05:00" }, 28, 7, NOW)).toMatchObject({
      from: "2026-10-18",
    });
    expect(toLookback({ days: 3660 }, 56, 28, NOW)).toMatchObject({ days: 3660 });
  });

  test("that is nearly as long as any can begin only so much earlier", () => {
    const range = (from: string, to?: string) => {
      const asked = toLookback({ from, to }, 84, 7, NOW);
      return readRange(asked, 7, "Africa/Cairo", NOW);
    };
    const { from, to } = range("2017-01-01", "2026-11-22");
    expect((to - from) / 86_400).toBeGreaterThan(3650);
    expect(range("2017-01-01T00:00:00+02:00", "2026-11-23T00:00:00+02:00").to).toBe(to);
    expect(range("2016-12-15").to).toBe(to);
    expect(range("2016-11-16", "2026-11-22").to).toBe(to);
    expect(toLookback({ days: 3600 }, 84, 7, NOW)).toMatchObject({ days: 3660 });
  });

  test("has a range in the zone of its answer", () => {
    const range = readRange({ days: 2 }, 28, "Asia/Kolkata", NOW);
    expect(new Date(range.from * 1000).toISOString()).toBe("2026-11-20T18:30:00.000Z");
    expect(() => readRange({ from: "2026-11-20", to: "2026-11-10" }, 28, "UTC", NOW)).toThrow(
      /later than from/,
    );
  });

  test("has a length that is never too short", () => {
    expect(toSpanDays({}, 28, NOW)).toBe(28);
    expect(toSpanDays({ from: "2026-11-01", to: "2026-11-07" }, 28, NOW)).toBeGreaterThanOrEqual(7);
    expect(toSpanDays({ from: "nonsense" }, 28, NOW)).toBe(28);
  });
});

describe("days of an answer", () => {
  const answer = (raw: object) =>
    createFakeStatistics(
      [{ at: Date.parse("2026-11-10T08:00:00Z") / 1000, type: "primary", count: 3 }],
      NOW,
    ).stats({ bucket: "day", ...raw }, ADMIN);

  test("are whole, over, and not before the first event", async () => {
    const { dates, isOpen } = toDailySeries(await answer({ days: 30 }), NOW);
    expect([dates[0], dates.at(-1), isOpen]).toEqual(["2026-11-10", "2026-11-21", false]);
    const open = toDailySeries(await answer({ days: 30 }), NOW, true);
    expect([open.dates.at(-1), open.isOpen]).toEqual(["2026-11-22", true]);
  });

  test("that the range cuts are not whole", async () => {
    const cut = await answer({ from: "2026-11-09T12:00:00Z", to: "2026-11-20T12:00:00Z" });
    const { dates } = toDailySeries(cut, NOW);
    expect([dates[0], dates.at(-1)]).toEqual(["2026-11-10", "2026-11-19"]);
  });

  test("around a clock change are whole, whatever their length", () => {
    const starts = ["2026-10-31T00:00:00-04:00", "2026-11-01T00:00:00-04:00", "2026-11-02T00:00:00-05:00"];
    const query = {
      from: starts[0],
      to: "2026-11-03T00:00:00-05:00",
      bucket: "day",
      timezone: "America/New_York",
    };
    const rows = starts.map((bucket) => ({ bucket }));
    const { buckets } = toBuckets({ query, rows } as unknown as WholeStatsAnswer, NOW);
    expect(buckets.map(({ date, isWhole }) => [date, isWhole])).toEqual([
      ["2026-10-31", true],
      ["2026-11-01", true],
      ["2026-11-02", true],
    ]);
  });

  test("that start an hour late where midnight is skipped end whole days", () => {
    const starts = ["2026-04-22T00:00:00+02:00", "2026-04-23T00:00:00+02:00"];
    const query = {
      from: starts[0],
      to: "2026-04-24T01:00:00+03:00",
      bucket: "day",
      timezone: "Africa/Cairo",
    };
    const answer = { query, rows: starts.map((bucket) => ({ bucket })) } as unknown as WholeStatsAnswer;
    expect(toBuckets(answer, NOW).buckets.map(({ isWhole }) => isWhole)).toEqual([true, true]);
  });

  test("elapse from the first event's midnight on", async () => {
    expect(toElapsedDays(await answer({ days: 30 }), NOW)).toBeCloseTo(12.43, 2);
    expect(toElapsedDays(await answer({ days: 3 }), NOW)).toBe(0);
  });
});
