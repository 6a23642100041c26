import type { Call, Expr } from "./ast.ts";
import { type CallContext, checkCall } from "./check-call.ts";
import { checkBetween, checkBinary, checkIn, checkLike, checkNegate, checkNot } from "./check-operator.ts";
import { InputInvalid } from "./refusal.ts";
import { toText } from "./render.ts";
import type { Typed, TypedFactory } from "./typed.ts";
import { BOOLEAN, DOUBLE, INTERVAL, NULL, STRING, UNSIGNED } from "./types.ts";

export type ExpressionContext = {
  readonly factory: TypedFactory;
  /** The column or alias a name stands for; throws when there is none. */
  readonly resolve: (name: string) => Typed;
  readonly noAggregatesIn: string | null;
};

/** Gives every part of an expression its type, or refuses. */
export function checkExpression(expr: Expr, context: ExpressionContext): Typed {
  const { factory } = context;
  const check = (child: Expr) => checkExpression(child, context);
  const calls: CallContext = { factory, check, noAggregatesIn: context.noAggregatesIn };
  switch (expr.kind) {
    case "identifier":
      return context.resolve(expr.name);
    case "integer":
      return factory.literal(UNSIGNED, { kind: "plain", text: checkInteger(expr.digits) });
    case "decimal":
      return factory.literal(DOUBLE, { kind: "plain", text: expr.text });
    case "string":
      return factory.literal(STRING, { kind: "string", value: expr.value });
    case "boolean":
      return factory.literal(BOOLEAN, { kind: "plain", text: String(expr.value) });
    case "null":
      return factory.literal(NULL, { kind: "plain", text: "NULL" });
    case "interval":
      return factory.literal(INTERVAL, { kind: "plain", text: `INTERVAL ${expr.count} ${expr.unit}` });
    case "negate":
      return checkNegate(check(expr.operand), expr, factory);
    case "not":
      return checkNot(check(expr.operand), factory);
    case "binary":
      return checkBinary(expr, expr.operands.map(check), factory);
    case "between":
      return checkBetween(expr, [check(expr.value), check(expr.low), check(expr.high)], factory);
    case "in":
      return checkIn(expr, check(expr.value), expr.list.map(check), factory);
    case "like":
      return checkLike(expr, [check(expr.value), check(expr.pattern)], factory);
    case "case":
      throw new InputInvalid(`unsupported expression type: ${toText(expr)}`);
    case "extract":
      return checkCall({ ...toCall(expr.name, [expr.from]), unit: expr.unit, written: expr }, calls);
    case "position":
      return checkCall({ ...toCall(expr.name, [expr.needle, expr.haystack]), written: expr }, calls);
    case "call":
      return checkCall(expr, calls);
    case "paren":
      return check(expr.inner);
  }
}

function toCall(name: string, args: readonly Expr[]): Call {
  return { kind: "call", name, parameters: null, distinct: false, star: false, args };
}

/** ClickHouse would turn a larger one into a Double. */
function checkInteger(digits: string): string {
  if (BigInt(digits) > 0xffff_ffff_ffff_ffffn) throw new InputInvalid(`integer out of range: ${digits}`);
  return digits;
}
