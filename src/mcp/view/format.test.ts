import { afterEach, describe, expect, it } from "vitest";
import { DAY, setLocale, TIME, toMoment, toNumber, toRange, toValue } from "./format.ts";

afterEach(() => setLocale("en"));

describe("a number", () => {
  it("is written as the reader writes it, shares in percent", () => {
    setLocale("de-DE");
    expect([toNumber(1234), toNumber(0.52), toNumber(0.0758, true)]).toEqual(["1.234", "0,52", "7,6\u00a0%"]);
  });

  it("keeps the last language when the next one does not exist", () => {
    setLocale("de-DE");
    setLocale("no such language");
    expect(toNumber(1234)).toBe("1.234");
  });

  it("carries its interval, and is a dash where there is none", () => {
    setLocale("en");
    expect(toValue({ value: 0.4, low: 0.31, high: 0.5 }, true)).toBe("40% (31%–50%)");
    expect(toValue({ value: 12, low: null, high: null })).toBe("12");
    expect(toValue({ value: null, low: null, high: null }, true)).toBe("–");
  });
});

describe("a moment", () => {
  it.each(["+05:30", "-08:00", "Z"])("is told by the clock it was written in (%s)", (offset) => {
    setLocale("en-GB");
    expect(toMoment(`2026-10-25T01:30:00${offset}`, TIME)).toBe("25 Oct, 01:30");
  });

  it("ends a range of days with the last day counted", () => {
    setLocale("en-GB");
    expect(toRange("2026-11-15T00:00:00+05:30", "2026-11-22T00:00:00+05:30")).toMatch(
      /^15\s?–\s?21 Nov 2026$/,
    );
  });

  it("keeps the hours of a range that does not begin and end at midnight, unless days are enough", () => {
    setLocale("en-GB");
    const range = ["2026-11-15T00:00:00+05:30", "2026-11-15T12:30:00+05:30"] as const;
    expect(toRange(...range)).toContain("12:30");
    expect(toRange(...range, DAY)).toBe("15 Nov 2026");
  });
});
