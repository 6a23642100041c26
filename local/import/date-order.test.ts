import { expect, test } from "vitest";
import { addEvidence, type DateEvidence, toDateOrder } from "./date-order.ts";

function evidenceOf(...texts: string[]): DateEvidence {
  const evidence: DateEvidence = {};
  texts.forEach((text, i) => {
    addEvidence(evidence, i + 2, text);
  });
  return evidence;
}

test("one date that fits only one order decides for the whole file", () => {
  expect(toDateOrder(evidenceOf("9/12/2022", "12/31/2022", "1/2/2023"), undefined)).toBe("mdy");
  expect(toDateOrder(evidenceOf("9/12/2022", "31/12/2022"), undefined)).toBe("dmy");
});

test("dates that can be read either way are refused, unless told", () => {
  expect(() => toDateOrder(evidenceOf("9/12/2022", "1/2/2023"), undefined)).toThrow(
    "9/12/2022 (line 2) can be read in two ways, and no other date tells which: " +
      "add --date-format mdy (month first) or --date-format dmy (day first).",
  );
  expect(toDateOrder(evidenceOf("9/12/2022"), "dmy")).toBe("dmy");
});

test("dates in both orders are refused, unless told", () => {
  const mixed = evidenceOf("31/12/2022", "12/31/2022");
  expect(() => toDateOrder(mixed, undefined)).toThrow(
    "31/12/2022 (line 2) starts with the day, 12/31/2022 (line 3) with the month.",
  );
  expect(toDateOrder(mixed, "mdy")).toBe("mdy");
});

test("dates that mean the same day in both orders, and other formats, ask nothing", () => {
  expect(toDateOrder(evidenceOf("5/5/2022", "2022-12-09", "9 Dec 2022", ""), undefined)).toBe("mdy");
});
