import { expect, test } from "vitest";
import { toIso } from "../domain/zone.ts";
import { toEarlierRange } from "./compare.ts";

const ZONE = "Europe/Berlin";
const at = (iso: string) => Date.parse(iso) / 1000;
const NOW = at("2026-11-22T15:45:20+01:00");

/** The compared range of days, by the zone's clock. */
function compared(from: string, to: string, compare: "previous" | "previous_weekday_aligned", now = NOW) {
  const earlier = toEarlierRange({ from: at(from), to: at(to) }, ZONE, compare, now);
  return [toIso(ZONE, earlier.from), toIso(ZONE, earlier.to)];
}

test("weekdays are aligned by as many whole weeks as the range needs, and no day is compared with itself", () => {
  expect(
    compared("2026-11-02T00:00:00+01:00", "2026-11-12T00:00:00+01:00", "previous_weekday_aligned"),
  ).toEqual(["2026-10-19T00:00:00+02:00", "2026-10-29T00:00:00+01:00"]);
});

test("of a range under way its elapsed part is compared, to the minute; one to come is compared whole", () => {
  expect(compared("2026-11-22T00:00:00+01:00", "2026-11-23T00:00:00+01:00", "previous")).toEqual([
    "2026-11-21T00:00:00+01:00",
    "2026-11-21T15:45:00+01:00",
  ]);
  expect(compared("2026-12-01T00:00:00+01:00", "2026-12-03T00:00:00+01:00", "previous")).toEqual([
    "2026-11-29T00:00:00+01:00",
    "2026-12-01T00:00:00+01:00",
  ]);
});

test("on a day on which the clock changes the same times of the clock are compared", () => {
  const [day, end] = ["2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00"];
  expect(compared(day, end, "previous", at("2026-10-25T15:45:20+01:00"))).toEqual([
    "2026-10-24T00:00:00+02:00",
    "2026-10-24T15:45:00+02:00",
  ]);
  expect(compared("2026-03-29T09:00:00+02:00", "2026-03-29T18:00:00+02:00", "previous")).toEqual([
    "2026-03-28T09:00:00+01:00",
    "2026-03-28T18:00:00+01:00",
  ]);
  expect(compared("2026-03-30T02:30:00+02:00", "2026-03-30T18:00:00+02:00", "previous")).toEqual([
    "2026-03-29T03:30:00+02:00",
    "2026-03-29T18:00:00+02:00",
  ]);
});

test("a range of times of day is compared with the nearest that does not overlap", () => {
  const day = (date: number, time: string) => `2026-11-${date}T${time}:00+01:00`;
  const cases = [
    [day(20, "22:00"), day(21, "04:00"), 1],
    [day(19, "12:00"), day(20, "12:00"), 1],
    [day(19, "12:00"), day(20, "12:01"), 2],
    [day(19, "12:00"), day(21, "12:00"), 2],
    [day(19, "00:00"), day(21, "00:00"), 2],
    [day(19, "00:00"), day(19, "00:01"), 1],
  ] as const;
  for (const [from, to, days] of cases) {
    const [before, until] = compared(from, to, "previous");
    expect([at(before ?? ""), at(until ?? "")]).toEqual([at(from) - days * 86_400, at(to) - days * 86_400]);
    expect(at(compared(from, to, "previous_weekday_aligned")[0] ?? "")).toBe(at(from) - 7 * 86_400);
  }
});

test("a day that begins after midnight is compared from the beginning of the other day", () => {
  const range = { from: at("2026-09-06T01:00:00-03:00"), to: at("2026-09-07T00:00:00-03:00") };
  const { from, to } = toEarlierRange(range, "America/Santiago", "previous", NOW);
  expect([toIso("America/Santiago", from), toIso("America/Santiago", to)]).toEqual([
    "2026-09-05T00:00:00-04:00",
    "2026-09-06T01:00:00-03:00",
  ]);
});
