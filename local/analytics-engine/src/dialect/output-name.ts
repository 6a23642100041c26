import { type SelectItem, unwrap } from "./ast.ts";
import { toSpelling } from "./functions.ts";
import { toText } from "./render.ts";

/** The answer's name for a SELECT item: its alias, its column, or the expression in canonical spelling. */
export function toOutputName({ expr, alias }: SelectItem): string {
  const inner = unwrap(expr);
  return alias ?? (inner.kind === "identifier" ? inner.name : toText(expr, toSpelling));
}
