import { expect, test } from "vitest";
import { toIso } from "../domain/zone.ts";
import { toEarlierRange } from "./compare.ts";

const ZONE = "Europe/Berlin";
const at = (iso: string) => Date.parse(iso) / 1000;
const NOW = at("2026-11-22T15:45:20+01:00");

/** The compared range of days, by the zone's clock. */
function compared(from: string, to: string, compare: "previous" | "previous_weekday_aligned") {
  const earlier = toEarlierRange({ from: at(from), to: at(to) }, ZONE, compare, NOW);
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
