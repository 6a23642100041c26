import { InputInvalid } from "./refusal.ts";
import type { Item } from "./scope.ts";

/** Two columns of one name would overwrite each other in a JSON row. */
export function checkNames(items: readonly Item[]): void {
  const seen = new Set<string>();
  for (const { name } of items) {
    if (seen.has(name)) throw new InputInvalid(`duplicate column name in the SELECT clause: ${name}; use AS`);
    seen.add(name);
  }
}
