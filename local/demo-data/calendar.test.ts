import { expect, test } from "vitest";
import { toDate, toDayNumber, toDayZero, toDemoAnchor, toWeekday } from "./calendar.ts";

test("the anchor is the date in India", () => {
  expect(toDemoAnchor(Date.parse("2026-11-22T18:29:59Z") / 1000)).toBe("2026-11-22");
  expect(toDemoAnchor(Date.parse("2026-11-22T18:30:00Z") / 1000)).toBe("2026-11-23");
});

test("day 0 is the Monday of the anchor's week", () => {
  for (const anchor of ["2026-11-16", "2026-11-19", "2026-11-22"]) {
    expect(toDayZero(anchor).toString()).toBe("2026-11-16");
  }
  expect(toDayZero("2027-01-01").toString()).toBe("2026-12-28");
});

test("a day number keeps its weekday, whatever the anchor", () => {
  for (const anchor of ["2026-11-22", "2026-03-04", "2028-02-29"]) {
    for (const day of [-89, -20, -1, 0, 6, 400]) {
      const date = toDate(anchor, day);
      expect(date.dayOfWeek - 1).toBe(toWeekday(day));
      expect(toDayNumber(anchor, date)).toBe(day);
    }
  }
});
