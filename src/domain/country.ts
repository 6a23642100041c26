/** Spellings people use for which the names of Unicode have no entry. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  uk: "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  britain: "GB",
  "great britain": "GB",
  usa: "US",
  "u.s.a.": "US",
  "u.s.": "US",
  "united states of america": "US",
  uae: "AE",
  bharat: "IN",
  holland: "NL",
  "czech republic": "CZ",
  turkey: "TR",
  "south korea": "KR",
  russia: "RU",
};

let names: Map<string, string> | undefined;

/** The ISO 3166-1 alpha-2 code that a code or an English country name stands for; `undefined` when none. */
export function readCountry(text: string): string | undefined {
  const word = text.trim().toLowerCase();
  if (/^[a-z]{2}$/.test(word) && word !== "uk") {
    return toName(word.toUpperCase()) === undefined ? undefined : word.toUpperCase();
  }
  names ??= toNames();
  return names.get(word);
}

const DISPLAY = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
/** Codes the display names know that are no countries. */
const NOT_COUNTRIES = new Set(["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"]);

const nameByCode = new Map<string, string | undefined>();

function toName(code: string): string | undefined {
  if (!nameByCode.has(code)) nameByCode.set(code, NOT_COUNTRIES.has(code) ? undefined : DISPLAY.of(code));
  return nameByCode.get(code);
}

function toNames(): Map<string, string> {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  const found = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = toName(code)?.toLowerCase();
    if (name !== undefined && !found.has(name)) found.set(name, code);
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) found.set(name, code);
  return found;
}
