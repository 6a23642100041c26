import { type SelectItem, unwrap } from "./ast.ts";
import { toSpelling } from "./functions.ts";
import { type Style, toText } from "./render.ts";

const CANONICAL: Style = { spell: toSpelling, quoteNames: false };

/** The answer's name for a SELECT item: its alias, its column, or the expression in canonical spelling. */
export function toOutputName({ expr, alias }: SelectItem): string {
  const inner = unwrap(expr);
  return alias ?? (inner.kind === "identifier" ? inner.name : toText(expr, CANONICAL));
}
