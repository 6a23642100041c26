import type { Expr } from "./ast.ts";
import type { Cursor, ParseExpression } from "./cursor.ts";
import { grow } from "./grow.ts";

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
  return grow({ kind: "case", operand, branches, otherwise });
}
