import { type Expr, unwrap } from "./ast.ts";
import { isDateFormat } from "./date-format.ts";
import { InputInvalid } from "./refusal.ts";
import type { Constraint } from "./signature.ts";
import { toTextMoment } from "./text-moment.ts";
import type { Typed } from "./typed.ts";
import { isSigned } from "./types.ts";
import { isZone } from "./zones.ts";

/** ClickHouse's limit for topK. */
const MAX_TOP_COUNT = 65_536;

/** A Double holds no more decimal places than this. */
const MAX_PLACES = 18;

/** One argument, with what its check needs to know. */
export type Argument = {
  readonly expr: Expr;
  readonly typed: Typed;
  /** The function's name as error texts spell it. */
  readonly name: string;
  /** From 1. */
  readonly position: number;
  /** How many arguments follow. */
  readonly following: number;
};

type Check = (argument: Argument) => string | null;

/** Each gives the refusal's text, or null. */
const CHECKS: Readonly<Record<Constraint, Check>> = {
  // The type itself is checked with the others; this name only tells conditions from flags.
  condition: () => null,
  unsigned: ({ typed, name, position }) =>
    isSigned(typed.type) ? `argument ${position} of ${name}() must not be negative` : null,
  zone: ({ expr, name, position }) => {
    const zone = toLiteralText(expr);
    if (zone === null) return `argument ${position} of ${name}() must be a time zone in single quotes`;
    return isZone(zone) ? null : `unknown time zone: ${zone}`;
  },
  dateFormat: ({ expr, name, position }) => {
    const format = toLiteralText(expr);
    if (format === null) return `argument ${position} of ${name}() must be a string literal`;
    return isDateFormat(format) ? null : `unsupported format string in ${name}(): ${format}`;
  },
  placeholders: ({ expr, name, following }) => {
    const template = toLiteralText(expr);
    if (template === null) return `argument 1 of ${name}() must be a string literal`;
    const pieces = template.split("{}");
    if (pieces.some((piece) => piece.includes("{") || piece.includes("}"))) {
      return `${name}() does not support braces other than {}: ${template}`;
    }
    const holes = pieces.length - 1;
    return holes === following ? null : `${name}() has ${holes} {} for ${following} values`;
  },
  positiveInterval: ({ expr, name }) => {
    const inner = unwrap(expr);
    return inner.kind === "interval" && inner.count !== "0"
      ? null
      : `the INTERVAL of ${name}() must be positive`;
  },
  notZero: ({ expr, name }) => (isZero(expr) ? `division by zero in ${name}()` : null),
  level: ({ expr, name, position }) => {
    const level = toNumber(expr);
    const isLevel = level !== null && level >= 0 && level <= 1;
    return isLevel ? null : `argument ${position} of ${name}() must be a number from 0 to 1`;
  },
  topCount: ({ expr, name }) => {
    const count = toNumber(expr);
    const isCount = count !== null && count >= 1 && count <= MAX_TOP_COUNT;
    return isCount ? null : `the parameter of ${name}() must be an integer from 1 to ${MAX_TOP_COUNT}`;
  },
  offset: ({ expr, name }) => (isZero(expr) ? `the offset of ${name}() must be at least 1` : null),
  places: ({ expr, name, position }) => {
    const places = toNumber(expr);
    const isCount = places !== null && Math.abs(places) <= MAX_PLACES;
    return isCount
      ? null
      : `argument ${position} of ${name}() must be an integer literal up to ${MAX_PLACES}`;
  },
  digitsText: ({ expr, name }) => {
    const text = toLiteralText(expr);
    if (text === null || (text !== "" && text.length <= 20 && [...text].every(isDigit))) return null;
    return `${name}() cannot convert the text '${text}': it must be decimal digits`;
  },
  dateTimeText: ({ expr, name }) => {
    const text = toLiteralText(expr);
    if (text === null || toTextMoment(text) !== null) return null;
    return `${name}() cannot convert the text '${text}': it must be a Unix timestamp or YYYY-MM-DD hh:mm:ss`;
  },
};

/** @throws InputInvalid when the argument breaks the constraint */
export function checkConstraint(constraint: Constraint, argument: Argument): void {
  const refusal = CHECKS[constraint](argument);
  if (refusal !== null) throw new InputInvalid(refusal);
}

/** The literal 0, which ClickHouse refuses as an integer divisor before it runs. */
export function isZero(expr: Expr): boolean {
  return toNumber(expr) === 0;
}

function toLiteralText(expr: Expr): string | null {
  const inner = unwrap(expr);
  return inner.kind === "string" ? inner.value : null;
}

function toNumber(expr: Expr): number | null {
  const inner = unwrap(expr);
  if (inner.kind === "integer") return Number(inner.digits);
  if (inner.kind === "decimal") return Number(inner.text);
  if (inner.kind !== "negate") return null;
  const positive = toNumber(inner.operand);
  return positive === null ? null : -positive;
}

function isDigit(one: string): boolean {
  return one >= "0" && one <= "9";
}
