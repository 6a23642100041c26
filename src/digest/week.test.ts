import fc from "fast-check";
import { expect, test } from "vitest";
import { toDueWeek } from "./week.ts";

const at = (iso: string) => Date.parse(iso) / 1000;
const ZONES = ["Asia/Kolkata", "America/New_York", "Asia/Kathmandu", "Africa/Cairo", "Pacific/Apia", "UTC"];

test.each([
  ["2026-11-23T07:59:59+05:30", undefined],
  ["2026-11-23T08:00:00+05:30", "2026-11-16"],
  ["2026-11-24T07:59:59+05:30", "2026-11-16"],
  ["2026-11-24T08:00:00+05:30", undefined],
  ["2026-11-29T12:00:00+05:30", undefined],
])("at %s the week due in Kolkata is %s", (moment, week) => {
  expect(toDueWeek("Asia/Kolkata", at(moment))).toBe(week);
});

test("a brief is due for a day of every week, in every zone, whatever clocks do", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: at("2024-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z") }),
      (zone, start) => {
        const halfHours = Array.from({ length: 7 * 48 }, (_, index) => start + index * 1800);
        const due = halfHours.map((now) => toDueWeek(zone, now)).filter((week) => week !== undefined);
        // A week in which clocks change has an hour more or less.
        expect(Math.abs(due.length - 48)).toBeLessThanOrEqual(2);
        expect(new Set(due).size).toBeLessThanOrEqual(2);
      },
    ),
  );
});
