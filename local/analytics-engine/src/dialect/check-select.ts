import type { Expr, Select, Source } from "./ast.ts";
import { checkExpression, type ExpressionContext } from "./check-expression.ts";
import { checkGroups } from "./check-groups.ts";
import { checkItems, toStarItems } from "./check-items.ts";
import { checkGroupName, checkOrderName } from "./check-position.ts";
import { COLUMNS, type Column } from "./columns.ts";
import { isDatasetName } from "./dataset-name.ts";
import { InputInvalid } from "./refusal.ts";
import { type Item, Scope } from "./scope.ts";
import type { Typed, TypedFactory } from "./typed.ts";
import { isCondition, toTypeName } from "./types.ts";

/** Where rows come from. "nothing" is SELECT without FROM; "unknown" a dataset never written. */
export type CheckedSource =
  | { readonly kind: "nothing" }
  | { readonly kind: "unknown" }
  | { readonly kind: "dataset"; readonly name: string }
  | { readonly kind: "subquery"; readonly select: CheckedSelect };

export type CheckedSelect = {
  readonly items: readonly Item[];
  readonly source: CheckedSource;
  readonly where: Typed | null;
  readonly groupBy: readonly Typed[];
  readonly having: Typed | null;
  readonly orderBy: readonly { readonly typed: Typed; readonly descending: boolean }[];
  readonly limit: string | null;
  readonly offset: string | null;
  /** SELECT * from a dataset never written: it has neither columns nor rows. */
  readonly isEmpty: boolean;
};

export type SelectContext = {
  readonly factory: TypedFactory;
  readonly datasetExists: (name: string) => boolean;
};

/** Resolves names, types every expression and applies the rules between clauses. */
export function checkSelect(select: Select, context: SelectContext): CheckedSelect {
  const { factory } = context;
  const { source, columns } = checkSource(select.from, context);
  const isStar = select.items === "*";
  if (isStar && select.from === null) throw new InputInvalid("SELECT * needs a FROM clause");
  const list = select.items === "*" ? [] : select.items;
  const scope = new Scope(columns ?? [], list, factory);
  const items = isStar ? toStarItems(columns ?? [], factory) : checkItems(list, scope, factory);
  const where = checkCondition(select.where, "WHERE", {
    factory,
    resolve: (name) => scope.column(name),
    noAggregatesIn: "WHERE",
  });
  const groupBy = select.groupBy.map((key) => scope.groupKey(checkGroupName(key), items));
  const having = checkCondition(select.having, "HAVING", {
    factory,
    resolve: (name) => scope.aliasOrColumn(name, items),
    noAggregatesIn: null,
  });
  const orderBy = select.orderBy.map(({ expr, descending }) => {
    return { typed: scope.output(checkOrderName(expr, items), items), descending };
  });
  checkGroups({ items, groupBy, having });
  const { limit, offset } = select;
  return {
    items,
    source,
    where,
    groupBy,
    having,
    orderBy,
    limit,
    offset,
    isEmpty: isStar && source.kind === "unknown",
  };
}

function checkSource(
  from: Source | null,
  context: SelectContext,
): { source: CheckedSource; columns: readonly Column[] | null } {
  if (from === null) return { source: { kind: "nothing" }, columns: null };
  if (from.kind === "dataset") {
    const isKnown = isDatasetName(from.name) && context.datasetExists(from.name);
    if (!isKnown) return { source: { kind: "unknown" }, columns: null };
    return { source: { kind: "dataset", name: from.name }, columns: COLUMNS };
  }
  const select = checkSelect(from.select, context);
  if (select.isEmpty) return { source: { kind: "unknown" }, columns: null };
  const columns = select.items.map(({ name, typed }) => ({ name, type: typed.type }));
  return { source: { kind: "subquery", select }, columns };
}

function checkCondition(expr: Expr | null, clause: string, context: ExpressionContext): Typed | null {
  if (expr === null) return null;
  const typed = checkExpression(expr, context);
  if (isCondition(typed.type)) return typed;
  throw new InputInvalid(`the ${clause} clause must be a Boolean but instead is ${toTypeName(typed.type)}`);
}
