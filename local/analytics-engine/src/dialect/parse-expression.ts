import type { Expr } from "./ast.ts";
import { REFUSED_CLAUSES, RESERVED_WORDS } from "./clauses.ts";
import type { Cursor } from "./cursor.ts";
import { grow } from "./grow.ts";
import { PRECEDENCE, toBinaryOperator } from "./operators.ts";
import { parseCall } from "./parse-call.ts";
import { parseCase } from "./parse-case.ts";
import { parseInterval } from "./parse-interval.ts";
import { InputInvalid } from "./refusal.ts";
import { toText } from "./render.ts";

/** A Pratt parser: reads operators that bind tighter than `precedence`. */
export function parseExpression(cursor: Cursor, precedence = 0): Expr {
  return cursor.nest(() => {
    let left = parsePrefix(cursor);
    for (;;) {
      const next = toNextPrecedence(cursor);
      if (next <= precedence) return left;
      left = parseInfix(cursor, left, next);
    }
  });
}

function parsePrefix(cursor: Cursor): Expr {
  const token = cursor.peek();
  switch (token.kind) {
    case "integer":
      return grow({ kind: "integer", digits: BigInt(cursor.next().text).toString() });
    case "decimal":
      return grow({ kind: "decimal", text: cursor.next().text });
    case "string":
      return grow({ kind: "string", value: cursor.next().text });
    case "quoted":
      return parseName(cursor);
    case "word":
      return parseWord(cursor, token.text.toUpperCase());
    case "symbol":
      if (token.text === "(") return parseParen(cursor);
      if (token.text === "-") return parseNegation(cursor);
      throw cursor.toRefusal("an expression:");
    case "end":
      throw cursor.toRefusal("an expression:");
  }
}

function parseWord(cursor: Cursor, word: string): Expr {
  if (word === "NOT") {
    cursor.next();
    const operand = parseExpression(cursor, PRECEDENCE.NOT);
    return grow({ kind: "not", operand });
  }
  if (word === "TRUE" || word === "FALSE") {
    cursor.next();
    return grow({ kind: "boolean", value: word === "TRUE" });
  }
  if (word === "NULL") {
    cursor.next();
    return grow({ kind: "null" });
  }
  if (word === "INTERVAL") return parseInterval(cursor);
  if (word === "CASE") return parseCase(cursor, parseExpression);
  if (word === "EXISTS") throw new InputInvalid("unsupported expression type: EXISTS");
  if (cursor.isSymbol("(", 1) && (!RESERVED_WORDS.has(word) || word === "FORMAT"))
    return parseCall(cursor, parseExpression);
  if (word === "DISTINCT") throw new InputInvalid(REFUSED_CLAUSES[word] ?? word);
  if (RESERVED_WORDS.has(word)) throw cursor.toRefusal("an expression:");
  return parseName(cursor);
}

function parseName(cursor: Cursor): Expr {
  const { name, quoted } = cursor.expectName();
  if (cursor.isSymbol(".")) throw new InputInvalid(`unsupported expression type: ${name}.…`);
  return grow({ kind: "identifier", name, quoted });
}

function parseNegation(cursor: Cursor): Expr {
  cursor.expectSymbol("-");
  const operand = parseExpression(cursor, PRECEDENCE.UNARY_MINUS);
  return grow({ kind: "negate", operand });
}

function parseParen(cursor: Cursor): Expr {
  cursor.expectSymbol("(");
  if (cursor.isWord("SELECT")) throw new InputInvalid("unsupported expression type: (SELECT ...)");
  const inner = parseExpression(cursor);
  if (cursor.isSymbol(",")) throw new InputInvalid(`unsupported expression type: (${toText(inner)}, ...)`);
  cursor.expectSymbol(")");
  return grow({ kind: "paren", inner });
}

function toNextPrecedence(cursor: Cursor): number {
  const token = cursor.peek();
  if (token.kind === "symbol") return toBinaryOperator(token.text)?.precedence ?? 0;
  if (token.kind !== "word") return 0;
  const word = cursor.isWord("NOT") ? cursor.peek(1).text.toUpperCase() : token.text.toUpperCase();
  if (word === "BETWEEN" || word === "IN") return PRECEDENCE.IN;
  if (word === "LIKE" || word === "ILIKE") return PRECEDENCE.LIKE;
  if (word === "IS" && !cursor.isWord("NOT")) return PRECEDENCE.LIKE;
  return cursor.isWord("NOT") ? 0 : (toBinaryOperator(word)?.precedence ?? 0);
}

function parseInfix(cursor: Cursor, left: Expr, precedence: number): Expr {
  const negated = cursor.takeWord("NOT");
  const word = cursor.next().text.toUpperCase();
  if (word === "IS") throw new InputInvalid(`unsupported expression type: ${toText(left)} IS ...`);
  if (word === "BETWEEN") return parseBetween(cursor, left, negated);
  if (word === "IN") return parseIn(cursor, left, negated);
  const right = parseExpression(cursor, precedence);
  if (word === "LIKE" || word === "ILIKE") {
    if (cursor.isWord("ESCAPE")) throw new InputInvalid("ESCAPE is not supported");
    return grow({ kind: "like", negated, caseless: word === "ILIKE", value: left, pattern: right });
  }
  // One flat node per run keeps long AND and OR chains shallow, here and in ClickHouse.
  const isRun = left.kind === "binary" && left.symbol === word && toBinaryOperator(word)?.job === "logic";
  const operands = isRun ? [...left.operands, right] : [left, right];
  return grow({ kind: "binary", symbol: word, operands });
}

function parseBetween(cursor: Cursor, value: Expr, negated: boolean): Expr {
  const low = parseExpression(cursor, PRECEDENCE.BETWEEN);
  cursor.expectWord("AND");
  const high = parseExpression(cursor, PRECEDENCE.BETWEEN);
  return grow({ kind: "between", negated, value, low, high });
}

function parseIn(cursor: Cursor, value: Expr, negated: boolean): Expr {
  if (!cursor.isSymbol("(")) throw cursor.toRefusal("(");
  cursor.next();
  if (cursor.isWord("SELECT")) {
    throw new InputInvalid(
      `unsupported expression type: ${toText(value)} ${negated ? "NOT " : ""}IN (SELECT ...)`,
    );
  }
  const list = [parseExpression(cursor)];
  while (cursor.takeSymbol(",")) list.push(parseExpression(cursor));
  cursor.expectSymbol(")");
  return grow({ kind: "in", negated, value, list });
}
