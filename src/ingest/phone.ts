import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/core";
import { toAsciiDigits } from "../domain/digits.ts";
import { NUMBERING_PLANS } from "./data/numbering-plans.ts";
import { findCompleteCallingCode } from "./phone-plan.ts";

/** Fewer digits than this are no phone number anywhere. */
const MIN_DIGITS = 6;
const MAX_DIGITS = 18;
/** An extension behind the number is no part of it. */
const EXTENSION = /\s*(?:ext(?:ension|n)?\.?|x|#)\s*\d{1,7}\s*$/i;

export interface PhoneNumber {
  /** E.164 where the number could be read, else its digits as given. */
  readonly number: string;
  /** Calling code such as `+91`, empty when unknown. */
  readonly callingCode: string;
  readonly isE164: boolean;
}

/**
 * Reads a phone number, `undefined` when the text holds none. A number without a country code is read as one of
 * `defaultCountry` (ISO 3166-1 alpha-2); one that fits no numbering plan is kept by its digits, so that a mistyped
 * number does not cost the lead.
 */
export function readPhone(text: string, defaultCountry: string | undefined): PhoneNumber | undefined {
  const ascii = toAsciiDigits(text).replace(EXTENSION, "");
  const digits = ascii.replace(/\D/g, "");
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return undefined;
  const isInternational = /^\D*\+/.test(ascii);
  const callingCode = isInternational ? findCompleteCallingCode(`+${digits}`) : undefined;
  if (callingCode !== undefined) return { number: `+${digits}`, callingCode, isE164: true };
  const parsed =
    parse(isInternational ? `+${digits}` : digits, defaultCountry?.toUpperCase()) ??
    // Many forms drop the plus sign: 919876543210.
    (digits.length > 10 && !isInternational ? parse(`+${digits.replace(/^00/, "")}`, undefined) : undefined);
  return parsed ?? { number: digits, callingCode: "", isE164: false };
}

/** A number as the record keeps it. */
export function toStoredPhone(number: string): PhoneNumber {
  const isE164 = number.startsWith("+");
  return { number, callingCode: (isE164 && readPhone(number, undefined)?.callingCode) || "", isE164 };
}

/** Of a number without its country so many digits tell a person, where nothing else does. */
const MIN_TELLING_DIGITS = 7;
const RUN = "01234567890123456789";

/**
 * Whether a number says who somebody is. One that could not be read does so only where it is all there is, and one that
 * was made up, `000000` or `1234567890`, never: strangers make up the same.
 */
export function isTelling({ number, callingCode, isE164 }: PhoneNumber, isAlone: boolean): boolean {
  const national = number.slice(callingCode.length);
  if (/^(\d)\1*$/.test(national) || RUN.includes(national)) return false;
  return isE164 || (isAlone && national.length >= MIN_TELLING_DIGITS);
}

/** The ways in which a number may stand elsewhere: as given, with its calling code and without. */
export function toPhoneForms(given: string | undefined, phone: PhoneNumber | undefined) {
  return [given, phone?.number, phone?.number.slice(phone.callingCode.length)];
}

/** Only digits reach the parser: searching a text for a number is most of its work. */
function parse(digits: string, country: string | undefined): PhoneNumber | undefined {
  const known = country as CountryCode | undefined;
  const options = {
    extract: false,
    ...(known && isSupportedCountry(known, NUMBERING_PLANS) && { defaultCountry: known }),
  };
  const parsed = parsePhoneNumberFromString(digits, options, NUMBERING_PLANS);
  if (!parsed?.isPossible()) return undefined;
  return { number: parsed.number, callingCode: `+${parsed.countryCallingCode}`, isE164: true };
}
