import { afterAll, describe, expect, it } from "vitest";
import { toDayStart, toWallClock, type WallClock } from "./testing/local-clock.ts";
import { createTestTable } from "./testing/test-table.ts";

const ZONES = ["America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide", "Etc/UTC"];

/** Every 17 minutes through the nights of 2026-03-08 and 2026-11-01 in New York and through a turn of the year. */
const MOMENTS = ["2026-03-07T20:00Z", "2026-10-31T20:00Z", "2025-12-31T12:00Z"].flatMap((start) =>
  Array.from({ length: 120 }, (_, step) => Date.parse(start) / 1000 + step * 17 * 60 + 7),
);

const table = createTestTable(MOMENTS);
afterAll(() => table.close());

/** Value by moment. */
function ask(expression: string): ReadonlyMap<number, unknown> {
  const rows = table.ask(`SELECT toUnixTimestamp(timestamp) AS at, ${expression} AS value FROM leads`);
  return new Map(rows.map(({ at, value }) => [Number(at), value]));
}

function toExpected<Value>(zone: string, toValue: (clock: WallClock, moment: number) => Value) {
  return new Map(MOMENTS.map((moment) => [moment, toValue(toWallClock(moment, zone), moment)]));
}

const dayOf = (year: number, month: number) => Date.UTC(year, month - 1, 1) / 86_400_000;
/** Day 4 of the epoch was a Monday. */
const toMonday = (day: number) => day - ((((day - 4) % 7) + 7) % 7);

describe.each(ZONES)("in %s", (zone) => {
  const local = `toDateTime(timestamp, '${zone}')`;
  const toHourStart = ({ minute, second }: WallClock, at: number) => at - minute * 60 - second;

  it.each([
    ["'15' MINUTE", (_: WallClock, at: number) => at - (at % 900)],
    ["'30' MINUTE", (_: WallClock, at: number) => at - (at % 1800)],
    ["'1' HOUR", toHourStart],
    ["'1' DAY", ({ day }: WallClock) => toDayStart(day, zone)],
    ["'7' DAY", ({ day }: WallClock) => toDayStart(day - (day % 7), zone)],
    ["'1' MONTH", ({ year, month }: WallClock) => toDayStart(dayOf(year, month), zone)],
    ["'3' MONTH", ({ year, month }: WallClock) => toDayStart(dayOf(year, month - ((month - 1) % 3)), zone)],
    ["'1' YEAR", ({ year }: WallClock) => toDayStart(dayOf(year, 1), zone)],
  ])("starts buckets of %s where the zone's calendar does", (interval, toStart) => {
    const answer = ask(`toUnixTimestamp(toStartOfInterval(timestamp, INTERVAL ${interval}, '${zone}'))`);
    expect(answer).toEqual(toExpected(zone, toStart));
  });

  it.each([
    ["toStartOfHour", toHourStart],
    ["toStartOfDay", ({ day }: WallClock) => toDayStart(day, zone)],
    ["toStartOfWeek", ({ day }: WallClock) => toDayStart(toMonday(day), zone)],
    ["toStartOfMonth", ({ year, month }: WallClock) => toDayStart(dayOf(year, month), zone)],
    ["toStartOfYear", ({ year }: WallClock) => toDayStart(dayOf(year, 1), zone)],
  ])("lets %s follow the zone of its argument", (name, toStart) => {
    expect(ask(`toUnixTimestamp(${name}(${local}))`)).toEqual(toExpected(zone, toStart));
  });

  it.each([
    ["toHour", ({ hour }: WallClock) => hour],
    ["toMinute", ({ minute }: WallClock) => minute],
    ["toDayOfWeek", ({ day }: WallClock) => day - toMonday(day) + 1],
    ["toDayOfMonth", ({ dayOfMonth }: WallClock) => dayOfMonth],
    ["toYYYYMM", ({ year, month }: WallClock) => year * 100 + month],
  ])("reads %s off the local clock", (name, toValue) => {
    expect(ask(`${name}(${local})`)).toEqual(toExpected(zone, toValue));
    expect(ask(`${name}(toDateTime(toUnixTimestamp(timestamp), '${zone}'))`)).toEqual(
      toExpected(zone, toValue),
    );
  });

  it("prints the local hour and the ISO weekday", () => {
    const toText = ({ hour, day }: WallClock) =>
      `${String(hour).padStart(2, "0")} ${day - toMonday(day) + 1}`;
    expect(ask(`formatDateTime(timestamp, '%H %u', '${zone}')`)).toEqual(toExpected(zone, toText));
  });
});

it("gives calendar buckets the type DateTime, with the zone that was asked for", () => {
  expect(
    table.types(
      `SELECT toStartOfWeek(timestamp) AS week, toStartOfInterval(timestamp, INTERVAL '1' MONTH) AS month,
        toStartOfInterval(timestamp, INTERVAL '1' YEAR, 'Asia/Kolkata') AS year,
        toStartOfMonth(toDateTime(timestamp, 'Asia/Kolkata')) AS local, toDate(timestamp) AS date FROM leads LIMIT 0`,
    ),
  ).toMatchInlineSnapshot(`
    {
      "date": "Date",
      "local": "DateTime('Asia/Kolkata')",
      "month": "DateTime",
      "week": "DateTime",
      "year": "DateTime('Asia/Kolkata')",
    }
  `);
});
