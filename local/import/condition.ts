import { toSqueezed } from "../../src/ingest/submission-fields.ts";
import { ImportError } from "./import-error.ts";

/** A condition on a column of the file: `status=NEW_LEAD` or `status!=SPAM`. */
export interface Condition {
  readonly header: string;
  readonly value: string;
  readonly negated: boolean;
}

/** @throws ImportError when the text is no condition */
export function readCondition(text: string): Condition {
  const match = /^([^=]*[^=!\s])\s*(!?=)(.*)$/s.exec(text);
  if (!match) throw new ImportError(`--filter takes "column=value" or "column!=value", not "${text}"`);
  const [, header = "", operator, value = ""] = match;
  return { header: header.trim(), value: value.trim(), negated: operator === "!=" };
}

/**
 * The file's own spelling of a header, compared without case, spaces and punctuation.
 * @throws ImportError naming the option when the file has no such column
 */
export function toHeader(headers: readonly string[], wanted: string, option: string): string {
  const exact = headers.find((header) => header === wanted);
  const squeezed = toSqueezed(wanted);
  const header = exact ?? headers.find((name) => squeezed !== "" && toSqueezed(name) === squeezed);
  if (header !== undefined) return header;
  throw new ImportError(`${option}: the file has no column "${wanted}"; it has ${headers.join(", ")}`);
}
