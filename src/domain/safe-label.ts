import { toAsciiDigits } from "./digits.ts";
import { toLabel } from "./label.ts";

const REDACTED = "(redacted)";

/** What a person gave with a submission; labels that repeat it are redacted. */
export interface PersonalTraits {
  readonly email?: string | undefined;
  /** The phone number in every form in which it may be repeated: as given, international, national. */
  readonly phones?: readonly (string | undefined)[];
  readonly name?: string | undefined;
}

/** Makes the label of a value, see {@link toSafeLabel}. */
export type SafeLabeller = (value: string, maxChars?: number) => string;

/**
 * The label as it may be written to the dataset: {@link toLabel}, or `(redacted)` when it holds an e-mail or IP
 * address, or the e-mail address, phone number or full name (two words or more) of its own submission.
 */
export function toSafeLabel(value: string, traits: PersonalTraits = {}, maxChars?: number): string {
  return createSafeLabeller(traits)(value, maxChars);
}

/** {@link toSafeLabel} for many labels of one submission. */
export function createSafeLabeller(traits: PersonalTraits): SafeLabeller {
  const email = traits.email?.includes("@") ? traits.email.trim().toLowerCase() : "";
  const numbers = toNumbers(traits.phones ?? []);
  const words = toWords(traits.name ?? "");
  const names = words.includes(" ") ? [words, words.split(" ").reverse().join(" ")] : [];
  return (value, maxChars) => {
    const label = toLabel(value, maxChars);
    const plain = toPlain(label);
    const holdsPerson =
      holdsEmail(plain) ||
      holdsIp(plain) ||
      (email !== "" && plain.toLowerCase().includes(email)) ||
      holdsPhone(plain, numbers) ||
      (names.length > 0 && canHold(plain, words) && holdsName(plain, names));
    return holdsPerson ? REDACTED : label;
  };
}

/** Whoever wraps a text more often than this writes no address that a person would read. */
const MAX_DECODINGS = 5;

/** What a text says, without percent and character codes and with the compatible forms of its characters. */
function toPlain(label: string): string {
  let text = ASCII.test(label) ? label : label.normalize("NFKC");
  for (let round = 0; round < MAX_DECODINGS && /%[0-9a-f]{2}|&#/i.test(text); round++)
    text = toDecoded(text.replace(/&#(x[0-9a-f]{1,5}|[0-9]{1,6});?/gi, toCharacter));
  return text;
}

function toCharacter(entity: string, code: string): string {
  const point = Number(code.replace(/^x/i, "0x"));
  return point <= 0x10ffff ? String.fromCodePoint(point) : entity;
}

function holdsName(text: string, names: readonly string[]): boolean {
  const words = ` ${toWords(text)} `;
  return names.some((name) => words.includes(` ${name} `));
}

function toDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      // Bytes that are no text stand between words; what is text beside them counts all the same.
      return run.replace(/%[89a-f]./gi, " ").replace(/%../g, decodeURIComponent);
    }
  });
}

function holdsEmail(text: string): boolean {
  return text.includes("@") && /[^\s@/?&=:,;()"]+@[^\s@/?&=:,;()"]+\.[^\s@/?&=:,;()"]{2,}/u.test(text);
}

const OCTET = "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)";
const IPV4 = new RegExp(`(?<![\\d.])(?:${OCTET}\\.){3}${OCTET}(?![\\d]|\\.\\d)`);

function holdsIp(text: string): boolean {
  if (!/\d/.test(text)) return false; // every address that counts as one holds a digit
  if (IPV4.test(text)) return true;
  return (text.match(/[0-9a-f:]{3,}/gi) ?? []).some((run) => isIpv6(run.replace(/^:(?!:)|(?<!:):$/g, "")));
}

function isIpv6(run: string): boolean {
  const groups = run.split("::");
  if (groups.length > 2) return false;
  const parts = groups.flatMap((side) => (side === "" ? [] : side.split(":")));
  const wellFormed = parts.every((part) => /^[0-9a-f]{1,4}$/i.test(part));
  // Real addresses hold a digit; `a::b` is C++.
  if (!/\d/.test(run)) return false;
  return wellFormed && (groups.length === 2 ? parts.length >= 1 && parts.length < 8 : parts.length === 8);
}

/** Fewer digits than this are too common to mean a phone number. */
const MIN_PHONE_DIGITS = 7;

/** The digits to look for; without zeros in front, which only some forms of a number have. */
function toNumbers(phones: readonly (string | undefined)[]): readonly string[] {
  const numbers: string[] = [];
  const add = (number: string) => {
    if (number.length >= MIN_PHONE_DIGITS && !numbers.includes(number)) numbers.push(number);
  };
  for (const phone of phones) {
    const digits = toAsciiDigits(phone ?? "")
      .replace(/\D/g, "")
      .replace(/^0+/, "");
    add(digits);
    // The last ten digits are the number without its country code in many numbering plans.
    if (digits.length > 10) add(digits.slice(-10));
  }
  return numbers;
}

function holdsPhone(text: string, numbers: readonly string[]): boolean {
  if (numbers.length === 0 || !/\p{Nd}/u.test(text)) return false;
  const runs = toAsciiDigits(text).replace(/(?<=\d)[^\p{L}\d]{1,4}(?=\d)/gu, "");
  return numbers.some((number) => runs.includes(number));
}

const ASCII = /^[ -~]*$/;

/** ASCII never gets longer by {@link toWords}, so a short text needs no closer look. */
function canHold(text: string, words: string): boolean {
  return text.length >= words.length || !ASCII.test(text);
}

function toWords(text: string): string {
  // The same for ASCII, and much faster.
  if (ASCII.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
