import type { Call, Expr, ExprNode } from "./ast.ts";
import { toSpelling } from "./functions.ts";

/** How names are spelled. */
export type Style = { readonly spell: (functionName: string) => string; readonly quoteNames: boolean };

/** As the caller wrote it: the live API echoes an expression it cannot parse so. */
const AS_WRITTEN: Style = { spell: (name) => name, quoteNames: false };

/** With canonical function names and quoted columns: the live API echoes an expression it has understood so. */
const AS_UNDERSTOOD: Style = { spell: toSpelling, quoteNames: true };

/** An expression that was understood but is not allowed, for an error text. */
export function toUnderstoodText(expr: ExprNode): string {
  return toText(expr, AS_UNDERSTOOD);
}

/** The expression in Analytics Engine's own dialect. */
export function toText(expr: ExprNode, style: Style = AS_WRITTEN): string {
  const { spell } = style;
  const inner = (child: Expr) => toText(child, style);
  switch (expr.kind) {
    case "identifier":
      return expr.quoted || style.quoteNames ? `"${expr.name}"` : expr.name;
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
      return toCallText(expr, style, inner);
    case "paren":
      return `(${inner(expr.inner)})`;
  }
}

function not({ negated }: { negated: boolean }): string {
  return negated ? "NOT " : "";
}

function toCallText(call: Call, { spell }: Style, inner: (child: Expr) => string): string {
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
