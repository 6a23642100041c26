import type { Expr, ExprNode } from "./ast.ts";

/** The direct parts of an expression, in reading order. */
export function toChildren(expr: ExprNode): readonly Expr[] {
  switch (expr.kind) {
    case "negate":
    case "not":
      return [expr.operand];
    case "binary":
      return expr.operands;
    case "between":
      return [expr.value, expr.low, expr.high];
    case "in":
      return [expr.value, ...expr.list];
    case "like":
      return [expr.value, expr.pattern];
    case "case":
      return [
        ...(expr.operand === null ? [] : [expr.operand]),
        ...expr.branches.flatMap(({ when, value }) => [when, value]),
        ...(expr.otherwise === null ? [] : [expr.otherwise]),
      ];
    case "extract":
      return [expr.from];
    case "position":
      return [expr.needle, expr.haystack];
    case "call":
      return [...(expr.parameters ?? []), ...expr.args];
    case "paren":
      return [expr.inner];
    default:
      return [];
  }
}
