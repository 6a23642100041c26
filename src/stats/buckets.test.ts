import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dayOfWeek } from "../domain/local-date.ts";
import { toIso, toLocalDate, toOffsetSpans } from "../domain/zone.ts";
import { toBucketIndex, toBucketStarts } from "./buckets.ts";
import { toGrain, toHourSql, toWeekdaySql } from "./grain.ts";
import type { StatsQuery } from "./query.ts";
import { BUCKETS, type Bucket } from "./request.ts";

const at = (iso: string) => Date.parse(iso) / 1000;

function toTimes(bucket: Bucket, timezone: string, from: number, to: number): StatsQuery {
  return {
    range: { from, to },
    timezone,
    spans: toOffsetSpans(timezone, from, to),
    bucket,
    groupBy: [],
    filters: [],
    earlier: undefined,
    minSuspicion: 0,
    minEngagement: 0,
    minTotal: 1,
    types: [],
    scope: "all",
    unknownProjects: [],
    compare: "none",
    orderBy: "total",
    limit: 10,
    maxRows: undefined,
    now: to,
  };
}

const show = (bucket: Bucket, zone: string, from: string, to: string) =>
  toBucketStarts(toTimes(bucket, zone, at(from), at(to))).map((start) => toIso(zone, start));

describe("buckets", () => {
  test("start at local :00 and :30, also in a zone of :45", () => {
    expect(show("30min", "Asia/Kathmandu", "2026-11-20T18:15:00Z", "2026-11-20T19:45:00Z")).toEqual([
      "2026-11-21T00:00:00+05:45",
      "2026-11-21T00:30:00+05:45",
      "2026-11-21T01:00:00+05:45",
    ]);
    expect(show("60min", "Asia/Kolkata", "2026-11-20T18:40:00Z", "2026-11-20T20:00:00Z")).toEqual([
      "2026-11-21T00:00:00+05:30",
      "2026-11-21T01:00:00+05:30",
    ]);
  });

  test("tell the two equal hours of an autumn night apart", () => {
    expect(show("60min", "America/New_York", "2026-11-01T04:00:00Z", "2026-11-01T08:00:00Z")).toEqual([
      "2026-11-01T00:00:00-04:00",
      "2026-11-01T01:00:00-04:00",
      "2026-11-01T01:00:00-05:00",
      "2026-11-01T02:00:00-05:00",
    ]);
  });

  test("leave out the hour a spring night skips", () => {
    expect(show("60min", "Europe/Berlin", "2026-03-29T00:00:00Z", "2026-03-29T02:00:00Z")).toEqual([
      "2026-03-29T01:00:00+01:00",
      "2026-03-29T03:00:00+02:00",
    ]);
  });

  test("of days are as long as the clock makes them", () => {
    const starts = toBucketStarts(
      toTimes("day", "America/New_York", at("2026-10-31T04:00:00Z"), at("2026-11-03T05:00:00Z")),
    );
    expect(starts.slice(1).map((start, index) => (start - (starts[index] ?? 0)) / 3600)).toEqual([24, 25]);
  });

  test("of weeks start on Monday and of months on the first", () => {
    expect(show("week", "Asia/Kolkata", "2026-11-03T20:00:00Z", "2026-11-12T00:00:00Z")).toEqual([
      "2026-11-02T00:00:00+05:30",
      "2026-11-09T00:00:00+05:30",
    ]);
    expect(show("month", "Asia/Kolkata", "2026-10-31T18:29:59Z", "2026-11-12T00:00:00Z")).toEqual([
      "2026-10-01T00:00:00+05:30",
      "2026-11-01T00:00:00+05:30",
    ]);
  });
});

/** What the engine computes for a moment, in plain arithmetic. */
function evaluate(sql: string, unix: number): number {
  const expression = sql
    .replaceAll("toUnixTimestamp(timestamp)", String(unix))
    .replaceAll("timestamp <", `${unix} <`)
    .replace(/toDateTime\((\d+)\)/g, "$1");
  const intDiv = (a: number, b: number) => Math.trunc(a / b);
  const choose = (condition: boolean, yes: number, no: number) => (condition ? yes : no);
  return new Function("intDiv", "choose", `return ${expression.replaceAll("if(", "choose(")}`)(
    intDiv,
    choose,
  );
}

test("every moment falls into the bucket its local clock shows, in every zone", () => {
  const zones = [
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "Pacific/Chatham",
    "Africa/Casablanca",
  ];
  const moment = fc.integer({ min: at("2024-01-01T00:00:00Z"), max: at("2027-12-31T00:00:00Z") });
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.constantFrom(...BUCKETS.filter((bucket) => bucket !== "none")),
      moment,
      fc.integer({ min: 3600, max: 200 * 86_400 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (zone, bucket, from, length, share) => {
        const lengthS = bucket.endsWith("min") ? Math.min(length, 20 * 86_400) : length;
        const query = toTimes(bucket, zone, from, from + lengthS);
        const unix = from + Math.floor(share * lengthS);
        const starts = toBucketStarts(query);
        const grain = toGrain(query);
        if (!grain) throw new Error("no grain");
        const found = toBucketIndex(starts, grain.toMoment(evaluate(grain.sql, unix)));
        expect(found).toBe(toBucketIndex(starts, unix));
        expect(found).toBeGreaterThanOrEqual(0);
      },
    ),
    { numRuns: 1500 },
  );
});

describe("where the clock changes", () => {
  const DAY_S = 86_400;
  const YEAR = [at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")] as const;
  const toDays = (change: number) => [change - 3 * DAY_S, change + 3 * DAY_S] as const;

  /** Moments of a day before and after every change of 2026: those at it, all quarter hours and the seconds before. */
  function toMoments(zone: string): { change: number; moments: number[] }[] {
    const quarters = Array.from({ length: 8 * 26 }, (_, i) => (i - 4 * 26) * 900);
    const changes = toOffsetSpans(zone, ...YEAR).slice(0, -1);
    return changes.map(({ to: change }) => ({
      change,
      moments: [1, ...quarters, ...quarters.map((quarter) => quarter - 1)].map((s) => change + s),
    }));
  }

  const zones = [
    ["at night", "America/New_York"],
    ["to the clock of UTC", "Europe/London"],
    ["by half an hour", "Australia/Lord_Howe"],
    ["beside the quarter hours", "Pacific/Chatham"],
    ["over a midnight that is skipped", "America/Santiago"],
    ["over a midnight that comes twice", "America/Havana"],
    ["at the end of a day", "Africa/Cairo"],
  ] as const;

  test.each(zones)("%s (%s), every moment falls into its bucket", (_how, zone) => {
    const around = toMoments(zone);
    expect(around).toHaveLength(2);
    for (const { change, moments } of around) {
      for (const bucket of BUCKETS.filter((name) => name !== "none")) {
        // Half hours and hours of a year are too many.
        for (const range of bucket.endsWith("min") ? [toDays(change)] : [toDays(change), YEAR]) {
          const query = toTimes(bucket, zone, ...range);
          const starts = toBucketStarts(query);
          const grain = toGrain(query);
          if (!grain) throw new Error("no grain");
          const toFound = (unix: number) => grain.toMoment(evaluate(grain.sql, unix));
          const wrong = moments.filter(
            (unix) => toBucketIndex(starts, toFound(unix)) !== toBucketIndex(starts, unix),
          );
          expect({ bucket, wrong: wrong.map((unix) => toIso(zone, unix)) }).toEqual({ bucket, wrong: [] });
        }
      }
    }
  });

  test.each(zones)("%s (%s), every moment has the hour and weekday that the clock shows", (_how, zone) => {
    for (const { change, moments } of toMoments(zone)) {
      for (const range of [toDays(change), YEAR]) {
        const query = toTimes("none", zone, ...range);
        const [hour, weekday] = [toHourSql(query), toWeekdaySql(query)];
        const wrong = moments.filter(
          (unix) =>
            evaluate(hour, unix) !== Number(toIso(zone, unix).slice(11, 13)) ||
            evaluate(weekday, unix) !== dayOfWeek(toLocalDate(zone, unix)) - 1,
        );
        expect(wrong.map((unix) => toIso(zone, unix))).toEqual([]);
      }
    }
  });

  test("by half an hour, hours are asked for in halves, and whole everywhere else", () => {
    const toSql = (zone: string, from: string, to: string) =>
      toGrain(toTimes("60min", zone, at(from), at(to)))?.sql;
    const [autumn, winter] = ["2026-04-01T00:00:00Z", "2026-04-10T00:00:00Z"];
    expect([
      toSql("Australia/Lord_Howe", autumn, winter),
      toSql("Australia/Lord_Howe", winter, "2026-04-20T00:00:00Z"),
      toSql("Australia/Sydney", autumn, winter),
      toSql("Asia/Kolkata", autumn, winter),
    ]).toMatchInlineSnapshot(`
      [
        "intDiv(toUnixTimestamp(timestamp), 1800)",
        "intDiv(toUnixTimestamp(timestamp) + 1800, 3600)",
        "intDiv(toUnixTimestamp(timestamp), 3600)",
        "intDiv(toUnixTimestamp(timestamp) + 1800, 3600)",
      ]
    `);
  });
});
