import { type Expr, unwrap } from "./ast.ts";
import { isZero } from "./check-constraint.ts";
import { type BinaryOperator, toBinaryOperator } from "./operators.ts";
import { InputInvalid } from "./refusal.ts";
import { toUnderstoodText } from "./render.ts";
import type { Typed, TypedFactory } from "./typed.ts";
import {
  BOOLEAN,
  DOUBLE,
  isComparable,
  isCondition,
  isNumber,
  isSigned,
  SIGNED,
  type Type,
  toTypeName,
  UNSIGNED,
} from "./types.ts";

/** 2^63 */
const MAX_NEGATIVE = 0x8000_0000_0000_0000n;

type Of<Kind extends Expr["kind"]> = Extract<Expr, { kind: Kind }>;

export function checkNegate(operand: Typed, expr: Of<"negate">, factory: TypedFactory): Typed {
  if (!isNumber(operand.type)) {
    throw new InputInvalid(`cannot use the ${toTypeName(operand.type)} type in ${toUnderstoodText(expr)}`);
  }
  const inner = unwrap(expr.operand);
  // ClickHouse would turn a smaller one into a Double.
  if (inner.kind === "integer" && BigInt(inner.digits) > MAX_NEGATIVE) {
    throw new InputInvalid(`integer out of range: -${inner.digits}`);
  }
  return apply(factory, operand.type.kind === "Double" ? DOUBLE : SIGNED, "(-$1)", [operand]);
}

export function checkNot(operand: Typed, factory: TypedFactory): Typed {
  if (!isCondition(operand.type)) {
    throw new InputInvalid(`cannot use the ${toTypeName(operand.type)} type with the NOT operator`);
  }
  return apply(factory, BOOLEAN, "(NOT $1)", [operand]);
}

export function checkBinary(expr: Of<"binary">, operands: readonly Typed[], factory: TypedFactory): Typed {
  const operator = toBinaryOperator(expr.symbol);
  const [first, ...others] = operands;
  if (operator === null || first === undefined)
    throw new InputInvalid(`unsupported operator: ${expr.symbol}`);
  const type = others.reduce<Type>((left, right) => toBinaryType(operator, left, right.type), first.type);
  const isModuloZero = expr.symbol === "%" && type.kind === "Integer" && expr.operands.slice(1).some(isZero);
  if (isModuloZero) throw new InputInvalid("division by zero in %");
  return apply(factory, type, `($[ ${operator.clickhouse} ])`, operands);
}

export function checkBetween(
  expr: Of<"between">,
  operands: readonly [Typed, Typed, Typed],
  factory: TypedFactory,
): Typed {
  const [value, ...bounds] = operands;
  for (const bound of bounds) {
    if (!isComparable(value.type, bound.type)) throw cannotCombine(value.type, bound.type, "BETWEEN");
  }
  return apply(factory, BOOLEAN, `($1 ${expr.negated ? "NOT " : ""}BETWEEN $2 AND $3)`, operands);
}

/** The list's members must be constants of exactly the value's type: a Double column wants `200.0`. */
export function checkIn(expr: Of<"in">, value: Typed, list: readonly Typed[], factory: TypedFactory): Typed {
  for (const member of list) {
    if (member.type.kind !== value.type.kind || !isComparable(value.type, member.type)) {
      throw cannotCombine(value.type, member.type, "IN");
    }
    if (!member.isConstant) throw new InputInvalid(`IN takes a list of constants: ${toUnderstoodText(expr)}`);
  }
  return apply(factory, BOOLEAN, `($1 ${expr.negated ? "NOT " : ""}IN ($&))`, [value, ...list]);
}

export function checkLike(expr: Of<"like">, operands: readonly [Typed, Typed], factory: TypedFactory): Typed {
  const [value, pattern] = operands;
  const word = expr.caseless ? "ILIKE" : "LIKE";
  if (value.type.kind !== "String" || pattern.type.kind !== "String") {
    throw cannotCombine(value.type, pattern.type, word);
  }
  return apply(factory, BOOLEAN, `($1 ${expr.negated ? "NOT " : ""}${word} $2)`, operands);
}

function toBinaryType({ job, symbol }: BinaryOperator, left: Type, right: Type): Type {
  if (job === "comparison" && isComparable(left, right)) return BOOLEAN;
  if (job === "logic" && isCondition(left) && isCondition(right)) return BOOLEAN;
  if (job === "arithmetic" && isNumber(left) && isNumber(right)) return toArithmeticType(symbol, left, right);
  const isShift = (symbol === "+" || symbol === "-") && right.kind === "Interval";
  if (isShift && left.kind === "DateTime") return left;
  throw cannotCombine(left, right, symbol);
}

function toArithmeticType(symbol: string, left: Type, right: Type): Type {
  if (symbol === "/" || left.kind === "Double" || right.kind === "Double") return DOUBLE;
  return symbol === "-" || isSigned(left) || isSigned(right) ? SIGNED : UNSIGNED;
}

function apply(factory: TypedFactory, type: Type, template: string, args: readonly Typed[]): Typed {
  return factory.apply(type, { template, args, parameters: [], unit: null, isAggregate: false });
}

function cannotCombine(left: Type, right: Type, operator: string): InputInvalid {
  return new InputInvalid(
    `cannot combine the ${toTypeName(left)} and ${toTypeName(right)} types with the ${operator} operator`,
  );
}
