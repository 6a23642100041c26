import { type Call, type Expr, grow } from "./ast.ts";
import { REFUSED_CLAUSES } from "./clauses.ts";
import type { Cursor } from "./cursor.ts";
import { PRECEDENCE } from "./operators.ts";
import { parseExpression } from "./parse-expression.ts";
import { InputInvalid } from "./refusal.ts";
import { readUnit, UNIT_NAMES } from "./units.ts";

/** Reads `name(…)`, `name(…)(…)`, `extract(unit FROM x)` or `position(needle IN haystack)`. */
export function parseCall(cursor: Cursor): Expr {
  const name = cursor.next().text;
  cursor.expectSymbol("(");
  const call = parseArguments(cursor, name);
  for (const word of ["OVER", "FILTER"]) {
    if (cursor.isWord(word)) throw new InputInvalid(REFUSED_CLAUSES[word] ?? word);
  }
  return call;
}

function parseArguments(cursor: Cursor, name: string): Expr {
  const word = name.toUpperCase();
  if (word === "EXTRACT") return parseExtract(cursor, name);
  if (word === "POSITION") return parsePosition(cursor, name);
  if (word === "CAST" || word === "TRY_CAST") throw new InputInvalid(`unsupported expression type: ${word}`);
  const first = parseList(cursor, name);
  if (!cursor.isSymbol("(")) return grow(first, first.args);
  if (first.distinct || first.star)
    throw new InputInvalid(`${word}() does not take DISTINCT or * as a parameter`);
  cursor.next();
  const second = parseList(cursor, name);
  return grow({ ...second, parameters: first.args }, [...first.args, ...second.args]);
}

function parseList(cursor: Cursor, name: string): Call {
  if (cursor.isSymbol("*") && cursor.isSymbol(")", 1)) {
    cursor.next();
    cursor.next();
    return { kind: "call", name, parameters: null, distinct: false, star: true, args: [] };
  }
  const distinct = cursor.takeWord("DISTINCT");
  const args: Expr[] = [];
  if (distinct || !cursor.isSymbol(")")) {
    args.push(parseExpression(cursor));
    while (cursor.takeSymbol(",")) args.push(parseExpression(cursor));
  }
  cursor.expectSymbol(")");
  return { kind: "call", name, parameters: null, distinct, star: false, args };
}

function parseExtract(cursor: Cursor, name: string): Expr {
  const { name: word } = cursor.expectName();
  const unit = readUnit(word);
  if (unit === null) {
    throw new InputInvalid(`unsupported EXTRACT() unit: ${word.toUpperCase()}; use ${UNIT_NAMES.join(", ")}`);
  }
  cursor.expectWord("FROM");
  const from = parseExpression(cursor);
  cursor.expectSymbol(")");
  return grow({ kind: "extract", name, unit, from }, [from]);
}

function parsePosition(cursor: Cursor, name: string): Expr {
  const needle = parseExpression(cursor, PRECEDENCE.IN);
  cursor.expectWord("IN");
  const haystack = parseExpression(cursor);
  cursor.expectSymbol(")");
  return grow({ kind: "position", name, needle, haystack }, [needle, haystack]);
}
