import type { Expr, OrderItem, Select, SelectItem, Source } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { parseExpression } from "./parse-expression.ts";
import { InputInvalid } from "./refusal.ts";

/** ClickHouse counts rows in 64 bits. */
const MAX_ROW_DIGITS = 18;

/** Reads SELECT … up to, not including, FORMAT, `)` or the end. */
export function parseSelect(cursor: Cursor): Select {
  return cursor.nest(() => {
    cursor.expectWord("SELECT");
    const items = parseItems(cursor);
    const from = cursor.takeWord("FROM") ? parseSource(cursor) : null;
    const where = cursor.takeWord("WHERE") ? parseExpression(cursor) : null;
    const groupBy = parseGroupBy(cursor);
    const having = cursor.takeWord("HAVING") ? parseExpression(cursor) : null;
    const orderBy = parseOrderBy(cursor);
    const limit = parseLimit(cursor);
    const offset = cursor.takeWord("OFFSET") ? parseRowCount(cursor, "OFFSET") : null;
    return { items, from, where, groupBy, having, orderBy, limit, offset };
  });
}

function parseItems(cursor: Cursor): readonly SelectItem[] | "*" {
  if (cursor.takeSymbol("*")) {
    if (cursor.isSymbol(",")) throw new InputInvalid("* may only be selected alone");
    return "*";
  }
  const items = [parseItem(cursor)];
  while (cursor.takeSymbol(",")) {
    if (cursor.isSymbol("*")) throw new InputInvalid("* may only be selected alone");
    items.push(parseItem(cursor));
  }
  return items;
}

function parseItem(cursor: Cursor): SelectItem {
  const expr = parseExpression(cursor);
  return { expr, alias: cursor.takeWord("AS") ? cursor.expectName().name : null };
}

function parseSource(cursor: Cursor): Source {
  const source = cursor.takeSymbol("(") ? parseSubquery(cursor) : parseDataset(cursor);
  if (cursor.isSymbol(","))
    throw new InputInvalid("JOIN is not supported: queries can only operate on a single table");
  if (cursor.isWord("AS")) throw new InputInvalid("table aliases are not supported");
  return source;
}

function parseSubquery(cursor: Cursor): Source {
  const select = parseSelect(cursor);
  if (cursor.isWord("FORMAT")) throw new InputInvalid("FORMAT is not allowed in a subquery");
  cursor.expectSymbol(")");
  return { kind: "subquery", select };
}

function parseDataset(cursor: Cursor): Source {
  const { name } = cursor.expectName();
  if (cursor.isSymbol("(")) throw new InputInvalid(`table functions are not supported: ${name}(...)`);
  if (cursor.isSymbol(".")) throw new InputInvalid(`a table name must be one bare dataset name: ${name}.…`);
  return { kind: "dataset", name };
}

function parseGroupBy(cursor: Cursor): readonly Expr[] {
  if (!cursor.takeWord("GROUP")) return [];
  cursor.expectWord("BY");
  const keys = [parseExpression(cursor)];
  while (cursor.takeSymbol(",")) keys.push(parseExpression(cursor));
  return keys;
}

function parseOrderBy(cursor: Cursor): readonly OrderItem[] {
  if (!cursor.takeWord("ORDER")) return [];
  cursor.expectWord("BY");
  const items = [parseOrderItem(cursor)];
  while (cursor.takeSymbol(",")) items.push(parseOrderItem(cursor));
  return items;
}

function parseOrderItem(cursor: Cursor): OrderItem {
  const expr = parseExpression(cursor);
  const descending = cursor.takeWord("DESC");
  if (!descending) cursor.takeWord("ASC");
  return { expr, descending };
}

function parseLimit(cursor: Cursor): string | null {
  if (!cursor.takeWord("LIMIT")) return null;
  if (cursor.takeWord("ALL")) return null;
  const limit = parseRowCount(cursor, "LIMIT");
  if (cursor.isSymbol(",")) throw new InputInvalid("LIMIT takes one number: use OFFSET for the other");
  if (cursor.isWord("BY")) throw new InputInvalid("LIMIT BY is not supported");
  return limit;
}

function parseRowCount(cursor: Cursor, clause: string): string {
  const token = cursor.peek();
  if (token.kind !== "integer" || token.text.length > MAX_ROW_DIGITS) {
    throw new InputInvalid(`${clause} must be a whole number, found: ${token.text}`);
  }
  cursor.next();
  return BigInt(token.text).toString();
}
