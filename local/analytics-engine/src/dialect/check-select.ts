import type { Expr, Select, Source } from "./ast.ts";
import { checkExpression, type ExpressionContext } from "./check-expression.ts";
import { checkGroups } from "./check-groups.ts";
import { checkNames } from "./check-names.ts";
import { COLUMNS, type Column } from "./columns.ts";
import { isDatasetName } from "./dataset-name.ts";
import { toOutputName } from "./output-name.ts";
import { InputInvalid } from "./refusal.ts";
import { toText } from "./render.ts";
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
  const { source, columns } = checkSource(select.from, context);
  const scope = new Scope(columns, select.items === "*" ? [] : select.items, context.factory);
  const within = (resolve: (name: string) => Typed, noAggregatesIn: string | null): ExpressionContext => ({
    factory: context.factory,
    resolve,
    noAggregatesIn,
  });
  const items = select.items === "*" ? toStarItems(select, columns, context) : toItems(select, scope, within);
  checkNames(items);
  const where = checkCondition(
    select.where,
    "WHERE",
    within((name) => scope.column(name), "WHERE"),
  );
  const groupBy = select.groupBy.map((key) => scope.groupKey(checkGroupName(key), items));
  const having = checkCondition(
    select.having,
    "HAVING",
    within((name) => scope.aliasOrColumn(name, items), null),
  );
  const orderBy = select.orderBy.map(({ expr, descending }) => ({
    typed: scope.output(checkOrderName(expr), items),
    descending,
  }));
  checkGroups({ items, groupBy, having });
  const isEmpty = select.items === "*" && source.kind === "unknown";
  return {
    items,
    source,
    where,
    groupBy,
    having,
    orderBy,
    limit: select.limit,
    offset: select.offset,
    isEmpty,
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

function toStarItems(
  select: Select,
  columns: readonly Column[] | null,
  context: SelectContext,
): readonly Item[] {
  if (select.from === null) throw new InputInvalid("SELECT * needs a FROM clause");
  return (columns ?? []).map(({ name, type }) => {
    return { name, alias: null, typed: context.factory.column(type, name) };
  });
}

function toItems(
  select: Select,
  scope: Scope,
  within: (resolve: (name: string) => Typed, noAggregatesIn: string | null) => ExpressionContext,
): readonly Item[] {
  const items: Item[] = [];
  if (select.items === "*") return items;
  for (const { expr, alias } of select.items) {
    const typed = checkExpression(
      expr,
      within((name) => scope.inItem(name, alias, items), null),
    );
    if (typed.type.kind === "Interval")
      throw new InputInvalid(`an INTERVAL cannot be selected: ${toText(expr)}`);
    const name = toOutputName({ expr, alias });
    items.push({ name, alias: alias ?? (typed.node.kind === "column" ? null : name), typed });
  }
  return items;
}

function checkCondition(expr: Expr | null, clause: string, context: ExpressionContext): Typed | null {
  if (expr === null) return null;
  const typed = checkExpression(expr, context);
  if (isCondition(typed.type)) return typed;
  throw new InputInvalid(`the ${clause} clause must be a Boolean but instead is ${toTypeName(typed.type)}`);
}

function checkGroupName(key: Expr): string {
  if (key.kind === "identifier") return key.name;
  const text = key.kind === "call" ? `${key.name}(...)` : toText(key);
  throw new InputInvalid(`in the GROUP BY clause you may only provide column names: ${text}`);
}

function checkOrderName(expr: Expr): string {
  if (expr.kind === "identifier") return expr.name;
  throw new InputInvalid(
    `in the ORDER BY clause you may only provide names from the SELECT list: ${toText(expr)}; give it an alias there`,
  );
}
