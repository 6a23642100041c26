import { Problem } from "../domain/errors.ts";

/**
 * Reads a JSON object. A number too long to be held exactly stays the text it was: ids of 64 bits come that way.
 * @throws Problem `invalid_json`, `invalid_body`
 */
export function readJsonObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text, (_key, parsed: unknown, context?: { source?: string }) =>
      typeof parsed === "number" && !Number.isSafeInteger(parsed) && /^\d+$/.test(context?.source ?? "")
        ? context?.source
        : parsed,
    );
  } catch {
    throw new Problem("invalid_json", "The body is not valid JSON.");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new Problem("invalid_body", "The body must be one JSON object.", {
      errors: [{ field: "", message: "must be a JSON object with the fields of one submission" }],
    });
  return value as Record<string, unknown>;
}
