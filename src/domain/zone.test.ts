import fc from "fast-check";
import { expect, test } from "vitest";
import { isDayStart, isZone, toIso, toMeantZone, toOffsetIso, toOffsetSpans } from "./zone.ts";

const ZONES = [
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "America/New_York",
  "America/St_Johns",
  "Pacific/Chatham",
  "UTC",
];
const YEAR_S = 366 * 86_400;

test("a moment with a known offset reads as the calendar writes it", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ZONES),
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: 0, max: YEAR_S }),
      (zone, from, into) => {
        const span = toOffsetSpans(zone, from, from + YEAR_S + 1).find(
          (one) => one.from <= from + into && from + into < one.to,
        );
        expect(toOffsetIso(span?.offset ?? Number.NaN, from + into)).toBe(toIso(zone, from + into));
      },
    ),
  );
});

test.each([
  ["IST", "Asia/Kolkata"],
  ["PST", "America/Los_Angeles"],
  ["CST", "America/Chicago"],
  ["JST", "Asia/Tokyo"],
  ["BST", "Asia/Dhaka"],
  ["AET", "Australia/Sydney"],
])("the old name %s, which no calendar takes, is not a zone; %s is meant", (text, meant) => {
  expect(isZone(text)).toBe(false);
  expect(toMeantZone(text)).toBe(meant);
  expect(isZone(meant)).toBe(true);
});

test("every zone can be used: the calendar knows it", () => {
  const old = ["EST", "MST", "HST", "PST8PDT", "GB", "PRC", "GMT", "US/Pacific", "Asia/Calcutta", "ACT"];
  const letters = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  const short = letters.flatMap((a) => letters.map((b) => `${a}${b}T`));
  const zones = [...old, ...short, ...Intl.supportedValuesOf("timeZone")].filter(isZone);
  expect(zones.length).toBeGreaterThan(400);
  for (const zone of zones) expect(toOffsetSpans(zone, 0, 1)).toHaveLength(1);
});

test.each(["Asia/Kolkatta", "asia/kolkata", "Kolkata"])("%s means Asia/Kolkata", (text) => {
  expect(toMeantZone(text)).toBe("Asia/Kolkata");
});

test("a fixed offset and plain nonsense mean no zone", () => {
  expect(["+05:30", "", "no such zone at all"].map(toMeantZone)).toEqual([undefined, undefined, undefined]);
});

test("a day starts at midnight, or an hour later where midnight is skipped", () => {
  const starts = (zone: string, iso: string) => isDayStart(zone, Date.parse(iso) / 1000);
  expect(starts("Asia/Kolkata", "2026-11-22T00:00:00+05:30")).toBe(true);
  expect(starts("Asia/Kolkata", "2026-11-22T01:00:00+05:30")).toBe(false);
  expect(starts("Africa/Cairo", "2026-04-24T01:00:00+03:00")).toBe(true);
  expect(starts("Africa/Cairo", "2026-04-25T01:00:00+03:00")).toBe(false);
});
