import { toFirstChars } from "./first-chars.ts";

/** Longest label kept, in UTF-16 units. */
const LABEL_MAX_CHARS = 200;
/** Longest page address kept (origin and path). */
export const REFERER_MAX_CHARS = 500;
export const UNKNOWN = "(unknown)";
/** Label of the row that sums every group that is not listed. */
export const OTHER = "(other)";

const MARKUP = /<[^<>]*>|[<>]/g;
/** What nobody sees, or has no meaning for everybody; to Unicode the blank of braille is a symbol like any other. */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const SPACE = /[\s\p{Z}]+/gu;

/** Words of ASCII with single spaces between, without what is replaced and without brackets. */
const PLAIN = /^[!-&)-;=?-[\]-~]+(?: [!-&)-;=?-[\]-~]+)*$/;

/**
 * A value from outside as it is stored and filtered for: NFC, one line, single spaces, nothing {@link INVISIBLE}, no
 * markup, `'` as `’`, `\` as `/`, at most {@link LABEL_MAX_CHARS} characters.
 * The SQL API has neither parameters nor escapes, so what this returns can stand between single quotes.
 * Our own row labels cannot be forged: `(unknown)` becomes empty and `(other)` loses its brackets.
 * Applying it twice changes nothing.
 */
export function toLabel(value: string, maxChars: number = LABEL_MAX_CHARS): string {
  // Nearly every label is plain ASCII, and nothing below would change it.
  if (value.length <= maxChars && PLAIN.test(value)) return value;
  // Cutting first keeps hostile input cheap; nothing below makes a text longer by more than a small factor.
  let text = value.slice(0, maxChars * 20).toWellFormed();
  for (let before = ""; before !== text; ) {
    before = text;
    text = text
      .normalize("NFC")
      .replace(SPACE, " ")
      .replace(INVISIBLE, "")
      .replace(MARKUP, "")
      .replaceAll("'", "’")
      .replaceAll("\\", "/")
      .trim();
  }
  if (text.length > maxChars) text = toFirstChars(text, maxChars).trim();
  if (text === UNKNOWN) return "";
  return text === OTHER ? "other" : text;
}
