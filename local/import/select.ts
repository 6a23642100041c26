import type { Condition } from "./condition.ts";
import { toHeader } from "./condition.ts";

type Cells = ReadonlyMap<string, string>;

/** Which rows are imported. Rows that are not keep their count. */
export type Selected = "take" | "filtered" | "repeated" | { readonly reason: string };

/**
 * Decides row by row, in the order of the file. Conditions on the same column are alternatives, except negated
 * ones; different columns must all fit. With `firstBy` only the first fitting row of each value is taken.
 * @throws ImportError when a column does not exist
 */
export function createSelection(
  headers: readonly string[],
  conditions: readonly Condition[],
  firstBy: string | undefined,
): (cells: Cells) => Selected {
  const wanted = conditions.map((c) => ({ ...c, header: toHeader(headers, c.header, "--filter") }));
  const groups = [...Map.groupBy(wanted, (c) => (c.negated ? `${c.header}!${c.value}` : c.header)).values()];
  const key = firstBy === undefined ? undefined : toHeader(headers, firstBy, "--first-by");
  const seen = new Set<string>();
  return (cells) => {
    const read = (header: string) => (cells.get(header) ?? "").trim();
    const fits = (c: Condition) => (read(c.header) === c.value) !== c.negated;
    if (!groups.every((group) => group.some(fits))) return "filtered";
    if (key === undefined) return "take";
    const value = read(key);
    if (value === "")
      return { reason: `${key} is empty, so it cannot be told whether this row is its first` };
    if (seen.has(value)) return "repeated";
    seen.add(value);
    return "take";
  };
}
