import { type Expr, grow } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";

/** CASE is understood only so that its refusal can echo it, as the real API does. */
export function parseCase(cursor: Cursor): Expr {
  cursor.expectWord("CASE");
  const operand = cursor.isWord("WHEN") ? null : parseExpression(cursor);
  const branches: { when: Expr; value: Expr }[] = [];
  do {
    cursor.expectWord("WHEN");
    const when = parseExpression(cursor);
    cursor.expectWord("THEN");
    branches.push({ when, value: parseExpression(cursor) });
  } while (cursor.isWord("WHEN"));
  const otherwise = cursor.takeWord("ELSE") ? parseExpression(cursor) : null;
  cursor.expectWord("END");
  const children = branches.flatMap(({ when, value }) => [when, value]);
  const others = [operand, otherwise].filter((one) => one !== null);
  return grow({ kind: "case", operand, branches, otherwise }, [...children, ...others]);
}
