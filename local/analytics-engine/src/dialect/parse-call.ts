import type { Call, Expr } from "./ast.ts";
import { REFUSED_CLAUSES } from "./clauses.ts";
import type { Cursor, ParseExpression } from "./cursor.ts";
import { grow } from "./grow.ts";
import { PRECEDENCE } from "./operators.ts";
import { InputInvalid } from "./refusal.ts";
import { readUnit, UNIT_NAMES } from "./units.ts";

/** Reads `name(…)`, `name(…)(…)`, `extract(unit FROM x)` or `position(needle IN haystack)`. */
export function parseCall(cursor: Cursor, parse: ParseExpression): Expr {
  const name = cursor.next().text;
  cursor.expectSymbol("(");
  const call = parseArguments(cursor, name, parse);
  for (const word of ["OVER", "FILTER"]) {
    if (cursor.isWord(word)) throw new InputInvalid(REFUSED_CLAUSES[word] ?? word);
  }
  return call;
}

function parseArguments(cursor: Cursor, name: string, parse: ParseExpression): Expr {
  const word = name.toUpperCase();
  if (word === "EXTRACT") return parseExtract(cursor, name, parse);
  if (word === "POSITION") return parsePosition(cursor, name, parse);
  if (word === "CAST" || word === "TRY_CAST") throw new InputInvalid(`unsupported expression type: ${word}`);
  const first = parseList(cursor, name, parse);
  if (!cursor.isSymbol("(")) return grow(first);
  if (first.distinct || first.star)
    throw new InputInvalid(`${word}() does not take DISTINCT or * as a parameter`);
  cursor.next();
  const second = parseList(cursor, name, parse);
  return grow({ ...second, parameters: first.args });
}

function parseList(cursor: Cursor, name: string, parse: ParseExpression): Call {
  if (cursor.isSymbol("*") && cursor.isSymbol(")", 1)) {
    cursor.next();
    cursor.next();
    return { kind: "call", name, parameters: null, distinct: false, star: true, args: [] };
  }
  const distinct = cursor.takeWord("DISTINCT");
  const args: Expr[] = [];
  if (distinct || !cursor.isSymbol(")")) {
    args.push(parse(cursor));
    while (cursor.takeSymbol(",")) args.push(parse(cursor));
  }
  cursor.expectSymbol(")");
  return { kind: "call", name, parameters: null, distinct, star: false, args };
}

function parseExtract(cursor: Cursor, name: string, parse: ParseExpression): Expr {
  const { name: word } = cursor.expectName();
  const unit = readUnit(word);
  if (unit === null) {
    throw new InputInvalid(`unsupported EXTRACT() unit: ${word.toUpperCase()}; use ${UNIT_NAMES.join(", ")}`);
  }
  cursor.expectWord("FROM");
  const from = parse(cursor);
  cursor.expectSymbol(")");
  return grow({ kind: "extract", name, unit, from });
}

function parsePosition(cursor: Cursor, name: string, parse: ParseExpression): Expr {
  const needle = parse(cursor, PRECEDENCE.IN);
  cursor.expectWord("IN");
  const haystack = parse(cursor);
  cursor.expectSymbol(")");
  return grow({ kind: "position", name, needle, haystack });
}
