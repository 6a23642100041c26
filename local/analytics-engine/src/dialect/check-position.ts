import type { Expr } from "./ast.ts";
import { toChildren } from "./children.ts";
import { InputInvalid } from "./refusal.ts";
import { toUnderstoodText } from "./render.ts";
import type { Item } from "./scope.ts";

/** GROUP BY takes names only, whatever the documentation says. */
export function checkGroupName(key: Expr): string {
  if (key.kind === "identifier") return key.name;
  throw new InputInvalid(
    `in the GROUP BY clause you may only provide column names: ${toUnderstoodText(key)}`,
  );
}

/** ORDER BY sees only what the SELECT list puts out; an expression over it is not known to work either. */
export function checkOrderName(expr: Expr, items: readonly Item[]): string {
  if (expr.kind === "identifier") return expr.name;
  const outside = toNames(expr).find((name) => items.every((item) => item.name !== name));
  if (outside !== undefined) throw new InputInvalid(`unable to find type of column: "${outside}"`);
  throw new InputInvalid(
    `in the ORDER BY clause you may only provide names from the SELECT list: ${toUnderstoodText(expr)}; give it an alias there`,
  );
}

function toNames(expr: Expr): readonly string[] {
  return expr.kind === "identifier" ? [expr.name] : toChildren(expr).flatMap(toNames);
}
