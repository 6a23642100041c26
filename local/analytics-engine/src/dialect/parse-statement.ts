import type { OutputFormat, ShowKind, Statement } from "./ast.ts";
import { OUTPUT_FORMATS } from "./clauses.ts";
import { Cursor } from "./cursor.ts";
import { parseSelect } from "./parse-select.ts";
import { InputInvalid, toSyntaxError } from "./refusal.ts";
import type { Token } from "./tokens.ts";

const SHOWN: Readonly<Record<string, ShowKind>> = {
  TABLES: "show_tables",
  TIMEZONES: "show_timezones",
  TIMEZONE: "show_timezone",
};

/** Reads exactly one statement. */
export function parseStatement(tokens: readonly Token[]): Statement {
  const cursor = new Cursor(tokens);
  const statement = parseBody(cursor);
  if (cursor.takeSymbol(";") && cursor.peek().kind !== "end") {
    throw new InputInvalid(`only one statement may be sent, found after it: ${cursor.peek().text}`);
  }
  if (cursor.peek().kind !== "end") throw cursor.toRefusal("end of statement");
  return statement;
}

function parseBody(cursor: Cursor): Statement {
  if (cursor.isWord("SELECT")) {
    const select = parseSelect(cursor);
    return { kind: "select", select, format: parseFormat(cursor) };
  }
  if (cursor.takeWord("SHOW")) {
    const word = cursor.next().text.toUpperCase();
    const kind = Object.hasOwn(SHOWN, word) ? SHOWN[word] : undefined;
    if (kind === undefined) throw toSyntaxError("TABLES, TIMEZONES or TIMEZONE after SHOW", word);
    return { kind, format: parseFormat(cursor) };
  }
  throw cursor.toRefusal("a SELECT or SHOW statement");
}

function parseFormat(cursor: Cursor): OutputFormat {
  if (!cursor.takeWord("FORMAT")) return "JSON";
  const word = cursor.next().text;
  const format = OUTPUT_FORMATS.find((name) => name === word);
  if (format === undefined)
    throw new InputInvalid(`unknown format: ${word}; use ${OUTPUT_FORMATS.join(", ")}`);
  return format;
}
