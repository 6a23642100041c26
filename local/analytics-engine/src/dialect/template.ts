/**
 * ClickHouse text with holes. `$1` … `$9` an argument, `$*` all arguments, `$&` all but the first, `$[ op ]` all
 * joined by an operator, `$p1` a parameter, `$z` ", 'zone'" when the result has a zone, `$u` the function that
 * extracts the unit. A bare name means `name($*)`.
 */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "arg"; readonly index: number }
  | { readonly kind: "args"; readonly from: number; readonly separator: string }
  | { readonly kind: "parameter"; readonly index: number }
  | { readonly kind: "zone" }
  | { readonly kind: "unit" };

const cache = new Map<string, readonly Piece[]>();

/** The pieces of one of the dialect tables' templates. */
export function toPieces(template: string): readonly Piece[] {
  const known = cache.get(template);
  if (known !== undefined) return known;
  const isName = !template.includes("$") && !template.includes("(");
  const pieces = splitTemplate(isName ? `${template}($*)` : template);
  cache.set(template, pieces);
  return pieces;
}

function splitTemplate(template: string): readonly Piece[] {
  const [first = "", ...others] = template.split("$");
  const pieces: Piece[] = [{ kind: "text", text: first }];
  for (const other of others) {
    const length = other.startsWith("p") ? 2 : other.startsWith("[") ? other.indexOf("]") + 1 : 1;
    pieces.push(toHole(other.slice(0, length)), { kind: "text", text: other.slice(length) });
  }
  return pieces;
}

function toHole(hole: string): Piece {
  if (hole === "*") return { kind: "args", from: 0, separator: ", " };
  if (hole === "&") return { kind: "args", from: 1, separator: ", " };
  if (hole === "z") return { kind: "zone" };
  if (hole === "u") return { kind: "unit" };
  if (hole.startsWith("[")) return { kind: "args", from: 0, separator: hole.slice(1, -1) };
  if (hole.startsWith("p")) return { kind: "parameter", index: Number(hole.slice(1)) - 1 };
  return { kind: "arg", index: Number(hole) - 1 };
}
