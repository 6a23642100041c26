import fc from "fast-check";
import { getCountries, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { expect, test } from "vitest";
import { isTelling, readPhone, toStoredPhone } from "./phone.ts";

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

test.each([
  ["98765 43210", "IN", true, true],
  ["0501234567", "AE", true, true],
  ["+1 555 555 0100", undefined, true, true],
  ["555 1234", "IN", false, true],
  ["98765 43210", undefined, false, true],
  ["555 123", "IN", false, false],
  ["000000", "IN", false, false],
  ["1111111", undefined, false, false],
  ["1234567", "IN", false, false],
  ["0123456789", "IN", false, false],
  ["1234567890", "IN", false, false],
  ["+91 99999 99999", undefined, false, false],
  ["000000", "DE", false, false],
  ["+1 234 567 8901", undefined, false, false],
])(
  "%s given in %s tells who it is beside an e-mail address: %s, alone: %s",
  (text, country, beside, alone) => {
    const phone = readPhone(text, country);
    const stored = phone && toStoredPhone(phone.number);
    for (const one of [phone, stored])
      expect([one && isTelling(one, false), one && isTelling(one, true)]).toEqual([beside, alone]);
  },
);

test.each(["", "call me", "12345", "1".repeat(19)])("%j is no phone number", (text) => {
  expect(readPhone(text, "IN")).toBeUndefined();
});

test("reads numbers as the library does with all it knows", () => {
  const country = fc.constantFrom(...getCountries());
  fc.assert(
    fc.property(fc.stringMatching(/^\+?(0|00|1|8)?\d{6,14}$/), country, (digits, defaultCountry) => {
      const whole = parsePhoneNumberFromString(digits, { defaultCountry, extract: false });
      if (whole?.isPossible()) expect(readPhone(digits, defaultCountry)?.number).toBe(whole.number);
    }),
    { numRuns: 3000 },
  );
});
