import { Problem } from "../domain/errors.ts";
import { isRecord } from "../domain/is-record.ts";

const LONG_NUMBER = /\d{16}/;

function keepLongNumber(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isInexact = typeof value === "number" && !Number.isSafeInteger(value);
  return isInexact && /^\d+$/.test(context?.source ?? "") ? context?.source : value;
}

/**
 * Reads a JSON object. A number too long to be held exactly stays the text it was: ids of 64 bits come that way.
 * @throws Problem `invalid_json`, `invalid_body`
 */
export function readJsonObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    // Looking at every value is slow, and long numbers are rare.
    value = LONG_NUMBER.test(text) ? JSON.parse(text, keepLongNumber) : JSON.parse(text);
  } catch {
    throw new Problem("invalid_json", "The body is not valid JSON.");
  }
  if (isRecord(value)) return value;
  throw new Problem("invalid_body", "The body must be one JSON object.", {
    errors: [{ field: "", message: "must be a JSON object" }],
  });
}
