import { toFirstChars } from "../domain/first-chars.ts";

/** Printable ASCII without space around it: nothing to do. */
const PLAIN = /^[!-~](?:[ -~]*[!-~])?$/;

/**
 * A text as it is kept in the record: well-formed, without control characters (line breaks and tabs stay), trimmed,
 * at most `maxChars` UTF-16 units. Unlike a label it keeps quotes, markup and everything else a person wrote.
 */
export function toStoredText(value: string, maxChars: number): string {
  if (value.length <= maxChars && PLAIN.test(value)) return value;
  const kept = value
    .toWellFormed()
    .replace(/\r\n?/g, "\n")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "")
    .trim();
  return toFirstChars(kept, maxChars);
}
