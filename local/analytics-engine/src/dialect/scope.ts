import { type SelectItem, unwrap } from "./ast.ts";
import type { Column } from "./columns.ts";
import { toOutputName } from "./output-name.ts";
import { InputInvalid } from "./refusal.ts";
import type { Typed, TypedFactory } from "./typed.ts";

/** One checked output column; `alias` is null for a column selected under its own name. */
export type Item = { readonly name: string; readonly alias: string | null; readonly typed: Typed };

/**
 * What names mean in one SELECT. Where a name could be a column and an alias for something else, ClickHouse takes the
 * alias in every clause and nothing documents what Analytics Engine takes: such a use is refused, so that no accepted
 * statement changes its meaning between the two.
 */
export class Scope {
  readonly #columns: ReadonlyMap<string, Column>;
  readonly #shadowing: ReadonlySet<string>;
  readonly #factory: TypedFactory;

  constructor(columns: readonly Column[], items: readonly SelectItem[], factory: TypedFactory) {
    this.#columns = new Map(columns.map((column) => [column.name, column]));
    this.#shadowing = toShadowing(items, this.#columns);
    this.#factory = factory;
  }

  /** In WHERE: columns only. */
  column(name: string): Typed {
    this.#checkShadow(name);
    return this.#find(name) ?? refuse(name);
  }

  /** In the SELECT list: columns, and aliases of earlier items. Its own alias may reuse a column's name. */
  inItem(name: string, ownAlias: string | null, earlier: readonly Item[]): Typed {
    if (name !== ownAlias) this.#checkShadow(name);
    return this.#find(name) ?? this.#alias(name, earlier) ?? refuse(name);
  }

  /** In HAVING. */
  aliasOrColumn(name: string, items: readonly Item[]): Typed {
    this.#checkShadow(name);
    return this.#find(name) ?? this.#alias(name, items) ?? refuse(name);
  }

  /** In GROUP BY: a column, also when the list renames it, or an alias. */
  groupKey(name: string, items: readonly Item[]): Typed {
    const key = this.aliasOrColumn(name, items);
    if (key.hasAggregate) throw new InputInvalid(`cannot group by an aggregate: ${name}`);
    return key;
  }

  /** In ORDER BY: only what the SELECT list puts out. */
  output(name: string, items: readonly Item[]): Typed {
    const item = items.find((candidate) => candidate.name === name);
    if (item === undefined) return refuse(name);
    return item.alias === null ? item.typed : this.#factory.alias(item.alias, item.typed);
  }

  #find(name: string): Typed | null {
    const column = this.#columns.get(name);
    return column === undefined ? null : this.#factory.column(column.type, column.name);
  }

  #alias(name: string, items: readonly Item[]): Typed | null {
    const item = items.find((candidate) => candidate.alias === name);
    return item === undefined ? null : this.#factory.alias(name, item.typed);
  }

  #checkShadow(name: string): void {
    if (!this.#shadowing.has(name)) return;
    throw new InputInvalid(`ambiguous name: ${name} is both a column and an alias; choose another alias`);
  }
}

/** Aliases with a column's name that stand for anything but that column. */
function toShadowing(
  items: readonly SelectItem[],
  columns: ReadonlyMap<string, Column>,
): ReadonlySet<string> {
  const names = items.flatMap((item) => {
    const name = toOutputName(item);
    const inner = unwrap(item.expr);
    const isItself = inner.kind === "identifier" && inner.name === name;
    return columns.has(name) && !isItself ? [name] : [];
  });
  return new Set(names);
}

function refuse(name: string): never {
  throw new InputInvalid(`unable to find type of column: "${name}"`);
}
