import type { Expr, ExprNode } from "./ast.ts";
import { toChildren } from "./children.ts";
import { InputInvalid } from "./refusal.ts";

/** ClickHouse gives up at about 140 nested brackets. */
export const MAX_HEIGHT = 100;

/** Adds the height; throws when the expression grows too high. */
export function grow(node: ExprNode): Expr {
  const height = 1 + toChildren(node).reduce((highest, child) => Math.max(highest, child.height), 0);
  if (height > MAX_HEIGHT) {
    throw new InputInvalid(`expression is nested too deeply: at most ${MAX_HEIGHT} levels are allowed`);
  }
  return { ...node, height };
}
