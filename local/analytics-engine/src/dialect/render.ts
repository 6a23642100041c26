import type { Call, Expr, ExprNode } from "./ast.ts";

/** How to spell a function's name: as written, or canonically. */
type Spelling = (name: string) => string;

/** The expression in Analytics Engine's own dialect, for error texts and for columns without an alias. */
export function toText(expr: ExprNode, spell: Spelling = (name) => name): string {
  const inner = (child: Expr) => toText(child, spell);
  switch (expr.kind) {
    case "identifier":
      return expr.quoted ? `"${expr.name}"` : expr.name;
    case "integer":
      return expr.digits;
    case "decimal":
      return expr.text;
    case "string":
      return `'${expr.value}'`;
    case "boolean":
      return String(expr.value);
    case "null":
      return "NULL";
    case "interval":
      return `INTERVAL '${expr.count}' ${expr.unit}`;
    case "negate":
      return expr.operand.kind === "negate" ? `- ${inner(expr.operand)}` : `-${inner(expr.operand)}`;
    case "not":
      return `NOT ${inner(expr.operand)}`;
    case "binary":
      return expr.operands.map(inner).join(` ${expr.symbol} `);
    case "between":
      return `${inner(expr.value)} ${not(expr)}BETWEEN ${inner(expr.low)} AND ${inner(expr.high)}`;
    case "in":
      return `${inner(expr.value)} ${not(expr)}IN (${expr.list.map(inner).join(", ")})`;
    case "like":
      return `${inner(expr.value)} ${not(expr)}${expr.caseless ? "ILIKE" : "LIKE"} ${inner(expr.pattern)}`;
    case "case":
      return toCaseText(expr, inner);
    case "extract":
      return `${spell(expr.name)}(${expr.unit} FROM ${inner(expr.from)})`;
    case "position":
      return `${spell(expr.name)}(${inner(expr.needle)} IN ${inner(expr.haystack)})`;
    case "call":
      return toCallText(expr, spell, inner);
    case "paren":
      return `(${inner(expr.inner)})`;
  }
}

function not({ negated }: { negated: boolean }): string {
  return negated ? "NOT " : "";
}

function toCallText(call: Call, spell: Spelling, inner: (child: Expr) => string): string {
  const parameters = call.parameters === null ? "" : `(${call.parameters.map(inner).join(", ")})`;
  const args = call.star ? "*" : call.args.map(inner).join(", ");
  return `${spell(call.name)}${parameters}(${call.distinct ? "DISTINCT " : ""}${args})`;
}

function toCaseText(expr: Extract<ExprNode, { kind: "case" }>, inner: (child: Expr) => string): string {
  const operand = expr.operand === null ? "" : ` ${inner(expr.operand)}`;
  const branches = expr.branches
    .map(({ when, value }) => ` WHEN ${inner(when)} THEN ${inner(value)}`)
    .join("");
  const otherwise = expr.otherwise === null ? "" : ` ELSE ${inner(expr.otherwise)}`;
  return `CASE${operand}${branches}${otherwise} END`;
}
