import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readOpenDate, readWrittenTime } from "./date.ts";

describe("a written time", () => {
  test.each([
    ["2022-12-31", { year: 2022, month: 12, day: 31 }],
    ["2022/1/5", { year: 2022, month: 1, day: 5 }],
    ["12/31/2022", { year: 2022, month: 12, day: 31 }],
    ["1/5/22", { year: 2022, month: 1, day: 5 }],
    ["31 Dec 2022", { year: 2022, month: 12, day: 31 }],
    ["1st January 2023", { year: 2023, month: 1, day: 1 }],
    ["31-Dec-22", { year: 2022, month: 12, day: 31 }],
    ["Dec 31, 2022", { year: 2022, month: 12, day: 31 }],
    ["Sat, 31 Dec 2022", { year: 2022, month: 12, day: 31 }],
    ["2022-12-31 18:05", { year: 2022, month: 12, day: 31, second: 65_100 }],
    ["2022-12-31T18:05:09.123Z", { year: 2022, month: 12, day: 31, second: 65_109, offset: 0 }],
    ["2022-12-31 18:05:09 UTC", { year: 2022, month: 12, day: 31, second: 65_109, offset: 0 }],
    ["2022-12-31T18:05:09+05:30", { year: 2022, month: 12, day: 31, second: 65_109, offset: 19_800 }],
    ["12/31/2022 6:05 PM", { year: 2022, month: 12, day: 31, second: 65_100 }],
    ["12/31/2022, 12:05 am", { year: 2022, month: 12, day: 31, second: 300 }],
    ["Dec 31, 2022 at 6:05 p.m.", { year: 2022, month: 12, day: 31, second: 65_100 }],
  ])("%s is understood", (text, written) => {
    expect(readWrittenTime(text, "mdy")).toEqual(written);
  });

  test("follows the order of day and month", () => {
    expect(readWrittenTime("9/12/2022 08:00", "dmy")).toEqual({
      year: 2022,
      month: 12,
      day: 9,
      second: 28_800,
    });
    expect(readWrittenTime("09.12.2022", "dmy")).toEqual({ year: 2022, month: 12, day: 9 });
  });

  test.each([
    "",
    "soon",
    "2022",
    "12/2022",
    "2022-12-31 25:00",
    "12/31/2022 13:00 pm",
    "31 Foo 2022",
    "1/2-2022",
  ])("%j is refused", (text) => expect(readWrittenTime(text, "mdy")).toBeUndefined());

  test("of any text never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("mdy", "dmy"), (text, order) => {
        readWrittenTime(text, order);
        readOpenDate(text);
      }),
    );
  });

  test("in any order reads back the day it was written for", () => {
    const days = fc.record({
      year: fc.integer({ min: 2000, max: 2099 }),
      month: fc.integer({ min: 1, max: 12 }),
    });
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 28 }), ({ year, month }, day) => {
        expect(readWrittenTime(`${month}/${day}/${year}`, "mdy")).toEqual({ year, month, day });
        expect(readWrittenTime(`${day}.${month}.${year}`, "dmy")).toEqual({ year, month, day });
      }),
    );
  });
});
