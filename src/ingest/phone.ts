import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";

/** Fewer digits than this are no phone number anywhere. */
const MIN_DIGITS = 6;
const MAX_DIGITS = 18;

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
  const ascii = toAsciiDigits(text.normalize("NFKC"));
  const digits = ascii.replace(/\D/g, "");
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return undefined;
  const country = defaultCountry?.toUpperCase();
  const parsed =
    parse(ascii, country) ??
    // Many forms drop the plus sign: 919876543210.
    (digits.length > 10 ? parse(`+${digits.replace(/^00/, "")}`, undefined) : undefined);
  if (parsed) return parsed;
  return { number: digits, callingCode: "", isE164: false };
}

function parse(text: string, country: string | undefined): PhoneNumber | undefined {
  const known = country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const parsed = parsePhoneNumberFromString(text, known);
  if (!parsed?.isPossible()) return undefined;
  return { number: parsed.number, callingCode: `+${parsed.countryCallingCode}`, isE164: true };
}

/** Digits of any script as ASCII: a phone number may come from an Arabic or Devanagari keyboard. */
function toAsciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    // Digits come in runs of ten; the run starts where the tenth one before is no longer a digit.
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
    return String(code - zero);
  });
}
