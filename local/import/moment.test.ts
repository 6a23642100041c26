import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toIso } from "../../src/domain/zone.ts";
import { readMoment } from "./moment.ts";

const NOW = Date.parse("2026-11-22T10:00:00Z") / 1000;
const rules = { order: "mdy", zone: "Asia/Kolkata", now: NOW } as const;
const show = (text: string, zone = "Asia/Kolkata") => {
  const moment = readMoment(text, { ...rules, zone });
  return "at" in moment ? toIso(zone, moment.at) : moment.reason;
};

describe("a moment", () => {
  test("without offset is read in the zone, with offset literally", () => {
    expect(show("2022-12-31 18:05")).toBe("2022-12-31T18:05:00+05:30");
    expect(show("2022-12-31 18:05 UTC")).toBe("2022-12-31T23:35:00+05:30");
    expect(show("2022-12-31T18:05:00-05:00")).toBe("2023-01-01T04:35:00+05:30");
    expect(show("1672489800")).toBe("2022-12-31T18:00:00+05:30");
    expect(show("1672489800000")).toBe("2022-12-31T18:00:00+05:30");
  });

  test("of a date alone is noon of that day", () => {
    expect(show("12/31/2022")).toBe("2022-12-31T12:00:00+05:30");
    expect(show("12/31/2022", "America/New_York")).toBe("2022-12-31T12:00:00-05:00");
  });

  test("of today's date alone is not in the future", () => {
    expect(show("2026-11-22", "UTC")).toBe("2026-11-22T10:00:00+00:00");
    expect(show("2026-11-22")).toBe("2026-11-22T12:00:00+05:30");
  });

  test("that the clock change skips moves forward", () => {
    expect(show("2026-03-08 02:30", "America/New_York")).toBe("2026-03-08T03:30:00-04:00");
  });

  test.each([
    ["", "the time is empty"],
    ["2/30/2022", '"2/30/2022" is no time that can be read; use ISO 8601 (2022-12-31T18:05:00+05:30)'],
    ["13/13/2022", '"13/13/2022" is no time that can be read; use ISO 8601 (2022-12-31T18:05:00+05:30)'],
    ["2062-12-31", "the time 2062-12-31 lies in the future"],
    ["1900-01-01 00:00", "the time 1900-01-01 00:00 lies before 2000"],
  ])("%j is refused", (text, reason) => expect(show(text)).toBe(reason));

  test("of a date keeps its calendar day in its zone and in UTC, whatever the zone", () => {
    const zones = [
      "Asia/Kolkata",
      "America/Los_Angeles",
      "Europe/Berlin",
      "Asia/Kathmandu",
      "Pacific/Honolulu",
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date("2000-01-02"), max: new Date("2026-11-20"), noInvalidDate: true }),
        (zone, date) => {
          const day = date.toISOString().slice(0, 10);
          const moment = readMoment(day, { ...rules, zone });
          expect("at" in moment && toIso(zone, moment.at).slice(0, 10)).toBe(day);
          expect("at" in moment && toIso("UTC", moment.at).slice(0, 10)).toBe(day);
        },
      ),
    );
  });
});
