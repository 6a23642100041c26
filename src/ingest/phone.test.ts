import { expect, test } from "vitest";
import { readPhone } from "./phone.ts";

test.each([
  ["98765 43210", "IN", "+919876543210", "+91"],
  ["098765-43210", "IN", "+919876543210", "+91"],
  ["+91 (98765) 43210", undefined, "+919876543210", "+91"],
  ["919876543210", undefined, "+919876543210", "+91"],
  ["0091 98765 43210", undefined, "+919876543210", "+91"],
  ["050 123 4567", "AE", "+971501234567", "+971"],
  ["+1 202 555 0175", "IN", "+12025550175", "+1"],
  ["९८७६५४३२१०", "IN", "+919876543210", "+91"],
  ["٠٥٠١٢٣٤٥٦٧", "AE", "+971501234567", "+971"],
  ["+٩٧١٥٠١٢٣٤٥٦٧", undefined, "+971501234567", "+971"],
  ["Tel. +91 98765 43210", undefined, "+919876543210", "+91"],
  ["(98765) 43210 ext. 12", "IN", "+919876543210", "+91"],
  ["+1 (202) 555-0175 x9", "IN", "+12025550175", "+1"],
  ["+44 (0)20 7946 0018", undefined, "+442079460018", "+44"],
  ["９８７６５４３２１０", "in", "+919876543210", "+91"],
])("%s given in %s is %s", (text, country, number, callingCode) => {
  expect(readPhone(text, country)).toEqual({ number, callingCode, isE164: true });
});

test.each([
  ["98765 43210", undefined],
  ["98765 43210", "ZZ"],
  ["1234567", "IN"],
])("%s given in %s keeps its digits, so that the lead is not lost", (text, country) => {
  expect(readPhone(text, country)).toEqual({ number: text.replace(" ", ""), callingCode: "", isE164: false });
});

test.each(["", "call me", "12345", "1".repeat(19)])("%j is no phone number", (text) => {
  expect(readPhone(text, "IN")).toBeUndefined();
});
