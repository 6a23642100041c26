import type { ResultRule } from "./signature.ts";
import type { Typed } from "./typed.ts";
import { BIT, BOOLEAN, DATE, DOUBLE, isSigned, NULL, SIGNED, STRING, type Type, UNSIGNED } from "./types.ts";

/** The type of a call's result. */
export function toResult(rule: ResultRule, args: readonly Typed[]): Type {
  if (typeof rule === "object") {
    return "same" in rule ? toType(args, rule.same) : { kind: "Array", of: toType(args, rule.arrayOf) };
  }
  switch (rule) {
    case "String":
      return STRING;
    case "Double":
      return DOUBLE;
    case "Boolean":
      return BOOLEAN;
    case "Date":
      return DATE;
    case "unsigned":
      return UNSIGNED;
    case "signed":
      return SIGNED;
    case "bit":
      return BIT;
    case "integer":
      return args.some(({ type }) => type.kind === "Double" || isSigned(type)) ? SIGNED : UNSIGNED;
    case "zoned":
      return { kind: "DateTime", zone: toZone(args) };
    case "branches":
      return isSigned(toType(args, 3)) ? SIGNED : toType(args, 2);
  }
}

function toType(args: readonly Typed[], position: number): Type {
  return args[position - 1]?.type ?? NULL;
}

/** A string argument after the first is the zone; without one the first argument's zone stays. */
function toZone([first, ...others]: readonly Typed[]): string | null {
  for (const { node } of others) {
    if (node.kind === "literal" && node.literal.kind === "string") return node.literal.value;
  }
  return first?.type.kind === "DateTime" ? first.type.zone : null;
}
