/**
 * Types as the API's own error texts name them. An Integer also knows whether ClickHouse sees it signed, and whether
 * it is a bit, which may stand for a condition. A DateTime knows its zone; null is UTC.
 */
export type Type =
  | { readonly kind: "String" }
  | { readonly kind: "Integer"; readonly signed: boolean; readonly bit: boolean }
  | { readonly kind: "Double" }
  | { readonly kind: "DateTime"; readonly zone: string | null }
  | { readonly kind: "Date" }
  | { readonly kind: "Boolean" }
  | { readonly kind: "Null" }
  | { readonly kind: "Interval" }
  | { readonly kind: "Array"; readonly of: Type };

export type Kind = Type["kind"];

export const STRING: Type = { kind: "String" };
export const DOUBLE: Type = { kind: "Double" };
export const DATE: Type = { kind: "Date" };
export const BOOLEAN: Type = { kind: "Boolean" };
export const NULL: Type = { kind: "Null" };
export const INTERVAL: Type = { kind: "Interval" };
export const UTC_DATE_TIME: Type = { kind: "DateTime", zone: null };
export const UNSIGNED: Type = { kind: "Integer", signed: false, bit: false };
export const SIGNED: Type = { kind: "Integer", signed: true, bit: false };
export const BIT: Type = { kind: "Integer", signed: false, bit: true };

/** The name error texts and `Plan.columns` use, e.g. `Array(String)`. */
export function toTypeName(type: Type): string {
  return type.kind === "Array" ? `Array(${toTypeName(type.of)})` : type.kind;
}

export function isNumber(type: Type): boolean {
  return type.kind === "Integer" || type.kind === "Double";
}

/** May stand after WHERE, in AND or as the first argument of if(). */
export function isCondition(type: Type): boolean {
  return type.kind === "Boolean" || (type.kind === "Integer" && type.bit);
}

export function isSigned(type: Type): boolean {
  return type.kind === "Integer" && type.signed;
}

/** Two values that `=` and its kin may compare: numbers mix, everything else only with its own kind. */
export function isComparable(left: Type, right: Type): boolean {
  if (isNumber(left) && isNumber(right)) return true;
  return left.kind === right.kind && COMPARABLE.has(left.kind);
}

const COMPARABLE: ReadonlySet<Kind> = new Set(["String", "DateTime", "Date", "Boolean"]);
