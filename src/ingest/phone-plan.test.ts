import fc from "fast-check";
import { getCountries, getCountryCallingCode, parsePhoneNumberFromString } from "libphonenumber-js/min";
import { expect, test } from "vitest";
import { findCompleteCallingCode } from "./phone-plan.ts";

const CALLING_CODES = [...new Set(getCountries().map((country) => getCountryCallingCode(country)))];

const international = fc
  .tuple(
    fc.oneof(fc.constantFrom<string>(...CALLING_CODES), fc.stringMatching(/^\d{1,3}$/)),
    fc.stringMatching(/^(0|1|8|00|15)?\d{3,14}$/),
  )
  .map(([code, national]) => `+${code}${national}`);

test("finds what the whole parser finds, or leaves it to it", () => {
  fc.assert(
    fc.property(international, (number) => {
      const callingCode = findCompleteCallingCode(number);
      if (callingCode === undefined) return;
      const parsed = parsePhoneNumberFromString(number, { extract: false });
      expect(parsed?.isPossible()).toBe(true);
      expect([parsed?.number, `+${parsed?.countryCallingCode}`]).toEqual([number, callingCode]);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ["+919876543210", "+91"],
  ["+971501234567", "+971"],
  ["+4915112345678", "+49"],
])("knows the calling code of %s", (number, callingCode) => {
  expect(findCompleteCallingCode(number)).toBe(callingCode);
});

test.each([
  ["+12025550175", "a code of many countries"],
  ["+9109876543210", "a trunk prefix"],
  ["+91987", "too short"],
  ["+8001234567890", "no country's code"],
  ["+", "no digits"],
])("leaves %s to the parser: %s", (number) => {
  expect(findCompleteCallingCode(number)).toBeUndefined();
});
