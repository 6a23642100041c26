import type { Cell } from "./csv.ts";

/**
 * An object of an answer as cells by column name: `{ hot_rate: { value, low, high } }` becomes `hot_rate`,
 * `hot_rate_low`, `hot_rate_high`; the intervals of counts stand beside their counts (`total_low`, `total_high`).
 */
export function toFlat(record: object, prefix = ""): Record<string, Cell> {
  const flat: Record<string, Cell> = {};
  addFlat(flat, record, prefix);
  return flat;
}

function addFlat(flat: Record<string, Cell>, record: object, prefix: string): void {
  for (const [key, value] of Object.entries(record)) {
    const name = toName(prefix, key);
    if (typeof value === "object" && value !== null) addFlat(flat, value, name);
    else flat[name] = value as Cell;
  }
}

function toName(prefix: string, key: string): string {
  if (key === "intervals") return prefix;
  if (prefix === "") return key;
  return key === "value" ? prefix : `${prefix}_${key}`;
}
