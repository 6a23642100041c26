import { toStoredText } from "./stored-text.ts";
import type { IgnoredField, Submission } from "./submission.ts";
import {
  findField,
  NUMBER_FIELDS,
  type NumberField,
  TEXT_FIELDS,
  type TextField,
} from "./submission-fields.ts";

export const MAX_EXTRA_FIELDS = 50;
export const MAX_EXTRA_CHARS = 500;
const MAX_IGNORED_NOTES = 50;

/**
 * Reads a submission from the entries of a body, whatever its format. Never fails: what has a usable value is kept,
 * what has not is noted in `ignored`, unknown fields become `extras` (at most {@link MAX_EXTRA_FIELDS}). Where one
 * field comes several times its own name goes before an alias, then the first that is not empty wins.
 */
export function readSubmission(entries: Iterable<readonly [string, unknown]>): Submission {
  const text: Partial<Record<TextField, string>> = {};
  const numbers: Partial<Record<NumberField, number>> = {};
  const extras = new Map<string, string>();
  const ignored: IgnoredField[] = [];
  const byAlias = new Set<string>();

  const note = (field: string, reason: string) => {
    if (ignored.length < MAX_IGNORED_NOTES) ignored.push({ field: toStoredText(field, 100), reason });
  };
  const takes = (field: string, present: boolean, exact: boolean) => {
    if (present && !(exact && byAlias.has(field))) return false;
    if (exact) byAlias.delete(field);
    else byAlias.add(field);
    return true;
  };

  for (const [key, value] of entries) {
    if (value === null || value === undefined) continue;
    const match = findField(key);
    if (!match) {
      const extra = toStoredText(toPlainText(value) ?? "", MAX_EXTRA_CHARS);
      if (extra === "") continue;
      const name = toStoredText(key, 100);
      if (extras.size < MAX_EXTRA_FIELDS || extras.has(name)) extras.set(name, extra);
      else note(key, `only ${MAX_EXTRA_FIELDS} further fields are kept`);
    } else if (match.kind === "text") {
      const { maxChars } = TEXT_FIELDS[match.field];
      const given = toFieldText(match.field, value);
      if (given === undefined) {
        note(key, "not a text");
        continue;
      }
      const stored = toStoredText(given, maxChars);
      if (stored === "" || !takes(match.field, match.field in text, match.exact)) continue;
      if (given.trim().length > maxChars) note(key, `cut to ${maxChars} characters`);
      text[match.field] = stored;
    } else {
      const number = toNumber(value);
      if (number === undefined) {
        if (value !== "") note(key, "not a number");
        continue;
      }
      if (!takes(match.field, match.field in numbers, match.exact)) continue;
      const { min, max } = NUMBER_FIELDS[match.field];
      if (number < min || number > max) note(key, `moved into ${min} to ${max}`);
      numbers[match.field] = Math.min(max, Math.max(min, number));
    }
  }

  if (text.name === undefined) {
    const name = [text.first_name, text.last_name].filter((part) => part !== undefined).join(" ");
    if (name !== "") text.name = name;
  }
  return { text, numbers, extras: Object.fromEntries(extras), ignored };
}

function toFieldText(field: TextField, value: unknown): string | undefined {
  // The two touches are small objects; every other field is one value.
  const isTouch = field === "first_touch" || field === "last_touch";
  return typeof value === "object" && !isTouch ? toScalarOfList(value) : toPlainText(value);
}

/** `["x"]` is how some form libraries send one value. */
function toScalarOfList(value: unknown): string | undefined {
  return Array.isArray(value) && value.length === 1 && typeof value[0] !== "object"
    ? toPlainText(value[0])
    : undefined;
}

function toPlainText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return undefined; // nested too deeply to be written down
  }
}

/** A number as people write it; a longer text is none, and searching it would take long. */
const MAX_NUMBER_CHARS = 40;

function toNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  const text = typeof value === "string" ? value.trim() : "";
  if (text.length > MAX_NUMBER_CHARS || !/^[+-]?\d{1,15}([.,]\d{1,15})?\s*%?$/.test(text)) return undefined;
  return Number(text.replace(",", ".").replace("%", ""));
}
