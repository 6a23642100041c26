import { describe, expect, test } from "vitest";
import { type Period, toRange } from "./period.ts";
import { isZone, toIso, toOffsetSpans } from "./zone.ts";

const NOW = Date.parse("2026-11-22T10:15:00Z") / 1000;
const show = (period: Period, zone: string) => {
  const { from, to } = toRange(period, zone, NOW);
  return `${toIso(zone, from)} .. ${toIso(zone, to)}`;
};

describe("a period", () => {
  test("of days ends with and includes today, in the zone", () => {
    expect(show({ days: 7 }, "Asia/Kolkata")).toBe("2026-11-16T00:00:00+05:30 .. 2026-11-23T00:00:00+05:30");
    expect(show({ days: 1 }, "Pacific/Auckland")).toBe(
      "2026-11-22T00:00:00+13:00 .. 2026-11-23T00:00:00+13:00",
    );
  });
  test("of dates includes the last day", () => {
    expect(show({ from: "2026-11-01", to: "2026-11-01" }, "America/New_York")).toBe(
      "2026-11-01T00:00:00-04:00 .. 2026-11-02T00:00:00-05:00",
    );
  });
  test("of date-times is taken literally, in the zone when no offset is given", () => {
    expect(show({ from: "2026-11-01T09:30", to: "2026-11-01T10:00:00Z" }, "Asia/Kathmandu")).toBe(
      "2026-11-01T09:30:00+05:45 .. 2026-11-01T15:45:00+05:45",
    );
  });
  test.each([
    [{ from: "2026-11-02", to: "2026-11-01" }, "to (2026-11-01) must be later than from (2026-11-02)"],
    [
      { from: "2026-02-30" },
      'from must be an ISO date (2026-11-15) or date-time (2026-11-15T09:00:00+05:30), not "2026-02-30"',
    ],
    [
      { from: "2026-11-01", to: "soon" },
      'to must be an ISO date (2026-11-15) or date-time (2026-11-15T09:00:00+05:30), not "soon"',
    ],
    [{ from: "1990-01-01" }, "a period spans at most 3660 days"],
  ] as [Period, string][])("that makes no sense is refused: %j", (period, message) => {
    expect(() => toRange(period, "Asia/Kolkata", NOW)).toThrow(message);
  });
});

test("the longest period is counted in days of the calendar, whatever their hours", () => {
  const { from, to } = toRange({ days: 3660 }, "America/New_York", Date.parse("2026-11-05T12:00:00Z") / 1000);
  const [first, end] = [from, to].map((epochS) => toIso("America/New_York", epochS)) as [string, string];
  expect(to - from).toBe(3660 * 86_400 + 3600);
  expect(toRange({ from: first, to: end }, "America/New_York", NOW)).toEqual({ from, to });
});

test("a night that changes the clock splits the offsets", () => {
  const from = Date.parse("2026-11-01T04:00:00Z") / 1000;
  expect(toOffsetSpans("America/New_York", from, from + 90_000)).toEqual([
    { from, to: from + 7200, offset: -14_400 },
    { from: from + 7200, to: from + 90_000, offset: -18_000 },
  ]);
});

test("zones are IANA names", () => {
  expect(
    ["Asia/Kolkata", "UTC", "Etc/GMT+5", "+05:30", "Mars/Olympus", "", "asia/kolkata"].map(isZone),
  ).toEqual([true, true, true, false, false, false, true]);
});
