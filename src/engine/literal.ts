import { REFERER_MAX_CHARS, toLabel } from "../domain/label.ts";

/**
 * The only place where values become SQL text. The SQL API has no parameters and no escapes, so each kind of value
 * has its own gate; what does not pass is a programming error and throws.
 */

/** Whether the text can stand in a statement: normalised labels hold neither quote nor backslash. */
export function isLiteral(label: string): boolean {
  return label === FOLDED || toLabel(label, REFERER_MAX_CHARS) === label;
}

/** A string literal of a normalised label. */
export function toStringLiteral(label: string): string {
  if (!isLiteral(label)) throw new TypeError("not a normalised label");
  return `'${label}'`;
}

/** An integer literal, negative or not. */
export function toIntegerLiteral(value: number): string {
  if (!Number.isSafeInteger(value)) throw new TypeError("not a safe integer");
  return String(value);
}

/** A moment, as the form of DateTime that every version of the dialect reads: epoch seconds. */
export function toMomentLiteral(epochS: number): string {
  return `toDateTime(${toIntegerLiteral(epochS)})`;
}

/** `column IN ('a', 'b')` for one or more labels. */
export function toAnyOf(column: string, labels: readonly string[]): string {
  if (labels.length === 0) throw new TypeError("IN needs at least one value");
  return `${column} IN (${labels.map(toStringLiteral).join(", ")})`;
}

/** Stands for a group folded into the rest; stored labels never begin with a space. */
export const FOLDED = " other";
