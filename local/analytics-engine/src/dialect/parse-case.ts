import { type Expr, grow } from "./ast.ts";
import type { Cursor, ParseExpression } from "./cursor.ts";

/** CASE is understood only so that its refusal can echo it, as the real API does. */
export function parseCase(cursor: Cursor, parse: ParseExpression): Expr {
  cursor.expectWord("CASE");
  const operand = cursor.isWord("WHEN") ? null : parse(cursor);
  const branches: { when: Expr; value: Expr }[] = [];
  do {
    cursor.expectWord("WHEN");
    const when = parse(cursor);
    cursor.expectWord("THEN");
    branches.push({ when, value: parse(cursor) });
  } while (cursor.isWord("WHEN"));
  const otherwise = cursor.takeWord("ELSE") ? parse(cursor) : null;
  cursor.expectWord("END");
  const children = branches.flatMap(({ when, value }) => [when, value]);
  const others = [operand, otherwise].filter((one) => one !== null);
  return grow({ kind: "case", operand, branches, otherwise }, [...children, ...others]);
}
