import { UNKNOWN } from "../domain/label.ts";
import { isLiteral } from "../engine/literal.ts";
import type { Kept } from "./kept.ts";

/** Characters that the names of listed groups may take; of a statement's 10,000 the counters and filters need the rest. */
export const MAX_NAME_CHARS = 6_500;
/** Quotes, comma and space. */
const CHARS_PER_NAME = 4;

/**
 * Of the groups to list, those that a statement can name; the others count among the rest. A value that did not come
 * through the normaliser cannot be named at all, and many long ones do not fit.
 */
export function toNameable({ kept, folded, ...rest }: Kept, maxChars: number = MAX_NAME_CHARS): Kept {
  const clean = kept.filter((tuple) => tuple.every((label) => label === UNKNOWN || isLiteral(label)));
  // Without a rest nothing has to be named.
  const fitting = folded + kept.length - clean.length > 0 ? toFitting(clean, maxChars) : clean;
  return { ...rest, kept: fitting, folded: folded + kept.length - fitting.length };
}

/** The first groups whose names, each counted once per place, fit; at least one. */
function toFitting(tuples: Kept["kept"], maxChars: number): Kept["kept"] {
  const named = new Set<string>();
  let chars = 0;
  const end = tuples.findIndex((tuple, index) => {
    for (const [place, label] of tuple.entries()) {
      const key = `${place} ${label}`;
      if (!named.has(key)) chars += label.length + CHARS_PER_NAME;
      named.add(key);
    }
    return index > 0 && chars > maxChars;
  });
  return end < 0 ? tuples : tuples.slice(0, end);
}
