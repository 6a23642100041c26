import type { SelectItem } from "./ast.ts";
import { checkExpression } from "./check-expression.ts";
import type { Column } from "./columns.ts";
import { toOutputName } from "./output-name.ts";
import { InputInvalid } from "./refusal.ts";
import { toUnderstoodText } from "./render.ts";
import type { Item, Scope } from "./scope.ts";
import type { TypedFactory } from "./typed.ts";

/** Types the SELECT list from left to right, so that later items may use earlier aliases. */
export function checkItems(
  list: readonly SelectItem[],
  scope: Scope,
  factory: TypedFactory,
): readonly Item[] {
  const items: Item[] = [];
  for (const { expr, alias } of list) {
    const resolve = (name: string) => scope.inItem(name, alias, items);
    const typed = checkExpression(expr, { factory, resolve, noAggregatesIn: null });
    if (typed.type.kind === "Interval")
      throw new InputInvalid(`an INTERVAL cannot be selected: ${toUnderstoodText(expr)}`);
    const name = toOutputName({ expr, alias });
    items.push({ name, alias: alias ?? (typed.node.kind === "column" ? null : name), typed });
  }
  checkNames(items);
  return items;
}

/** What `*` stands for. */
export function toStarItems(columns: readonly Column[], factory: TypedFactory): readonly Item[] {
  return columns.map(({ name, type }) => ({ name, alias: null, typed: factory.column(type, name) }));
}

/** Two columns of one name would overwrite each other in a JSON row. */
function checkNames(items: readonly Item[]): void {
  const seen = new Set<string>();
  for (const { name } of items) {
    if (seen.has(name)) throw new InputInvalid(`duplicate column name in the SELECT clause: ${name}; use AS`);
    seen.add(name);
  }
}
