import { expect, test } from "vitest";
import {
  readCallingCode,
  readChannel,
  readDevice,
  readEngagement,
  readEventType,
  readNumber,
  readProject,
} from "./values.ts";

test("projects are ids, made from names where needed", () => {
  expect(
    ["green-acres", "Green Acres, Pune", " Café_Nord ", "--", "", "x".repeat(65)].map(readProject),
  ).toEqual([...["green-acres", "green-acres-pune", "cafe_nord"], ...[undefined, undefined, undefined]]);
});

test("words are found however they are spelt", () => {
  expect(["Follow-up", "PRIMARY", "followup", "lead"].map(readEventType)).toEqual([
    ...["follow_up", "primary", "follow_up"],
    undefined,
  ]);
  expect(["Paid Search", "organic_social", "Cross-network"].map(readChannel)).toEqual([
    ...["paid_search", "organic_social"],
    undefined,
  ]);
  expect(["Mobile", "smart tv"].map(readDevice)).toEqual(["mobile", undefined]);
  expect(["very hot", "lukewarm"].map(readEngagement)).toEqual(["Very Hot", undefined]);
});

test("calling codes get their plus sign", () => {
  expect(["+91", "91", "0091", "+1", "IN", "+9876543210", "0"].map(readCallingCode)).toEqual([
    ...["+91", "+91", "+91", "+1"],
    ...[undefined, undefined, undefined],
  ]);
});

test("numbers stay inside their column's range", () => {
  expect(
    ["40", "12,5", "80 %", "-3", "140", "x", "1e9", "Infinity"].map((t) => readNumber("suspicion_score", t)),
  ).toEqual([...[40, 12.5, 80, 0, 100], ...[undefined, undefined, undefined]]);
  expect(["yes", "TRUE", "n", "1"].map((t) => readNumber("vpn", t))).toEqual([1, 1, 0, 1]);
});
