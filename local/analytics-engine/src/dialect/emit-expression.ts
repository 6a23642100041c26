import { type Piece, toPieces } from "./template.ts";
import type { Literal, Typed, TypedNode } from "./typed.ts";
import { UNITS } from "./units.ts";

/** A checked expression as ClickHouse text. Columns and aliases are always double-quoted. */
export function toClickHouse(typed: Typed): string {
  const { node } = typed;
  switch (node.kind) {
    case "literal":
      return toLiteral(node.literal);
    case "column":
    case "alias":
      return toIdentifier(node.name);
    case "apply":
      return toPieces(node.template)
        .map((piece) => toPieceText(piece, node, typed))
        .join("");
  }
}

/** Names hold no backslash: the tokeniser saw to it. */
export function toIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function toPieceText(piece: Piece, node: Extract<TypedNode, { kind: "apply" }>, typed: Typed): string {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "arg":
      return toOptional(node.args[piece.index]);
    case "args":
      return node.args.slice(piece.from).map(toClickHouse).join(piece.separator);
    case "parameter":
      return toOptional(node.parameters[piece.index]);
    case "zone":
      return typed.type.kind === "DateTime" && typed.type.zone !== null
        ? `, ${toStringLiteral(typed.type.zone)}`
        : "";
    case "unit":
      return node.unit === null ? "" : UNITS[node.unit].part;
  }
}

function toOptional(typed: Typed | undefined): string {
  return typed === undefined ? "" : toClickHouse(typed);
}

function toLiteral(literal: Literal): string {
  return literal.kind === "string" ? toStringLiteral(literal.value) : literal.text;
}

/** Values hold no single quote and no backslash: the tokeniser saw to it. */
function toStringLiteral(value: string): string {
  return `'${value}'`;
}
