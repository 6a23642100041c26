import { InputInvalid, toSyntaxError } from "./refusal.ts";

export type Token =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "quoted"; readonly text: string }
  | { readonly kind: "integer"; readonly text: string }
  | { readonly kind: "decimal"; readonly text: string }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "symbol"; readonly text: string }
  | { readonly kind: "end"; readonly text: "EOF" };

/** Symbols of SQL dialects in general, longest first; the grammar accepts only some of them. */
// biome-ignore format: one row per length
const SYMBOLS = [
  "<=>", "->>", "<=", ">=", "<>", "!=", "||", "::", "==", "->", "=>", "<<", ">>",
  "+", "-", "*", "/", "%", "=", "<", ">", "(", ")", ",", ";", ".",
  "[", "]", "{", "}", "|", "&", "^", "~", "!", "?", ":", "#", "@", "$",
] as const;

/** ClickHouse reads at most 319 characters of a number. */
const MAX_NUMBER_LENGTH = 300;

/** Splits SQL text into tokens; the last one is always "end". Comments and white space are dropped. */
export function toTokens(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < sql.length) {
    const next = sql.charAt(at);
    if (isSpace(next)) at += 1;
    else if (sql.startsWith("--", at)) at = skipLine(sql, at);
    else if (sql.startsWith("/*", at)) at = skipBlock(sql, at);
    else {
      const token = readToken(sql, at);
      tokens.push(token);
      at += token.kind === "string" || token.kind === "quoted" ? token.text.length + 2 : token.text.length;
    }
  }
  tokens.push({ kind: "end", text: "EOF" });
  return tokens;
}

function readToken(sql: string, at: number): Token {
  const first = sql.charAt(at);
  if (first === "'") return { kind: "string", text: readString(sql, at) };
  if (first === '"') return { kind: "quoted", text: readQuoted(sql, at) };
  if (isDigit(first)) return readNumber(sql, at);
  if (isWordStart(first)) return { kind: "word", text: readWord(sql, at) };
  if (first === "`") throw toSyntaxError("identifier", "`");
  const symbol = SYMBOLS.find((candidate) => sql.startsWith(candidate, at));
  if (symbol === undefined)
    throw new InputInvalid(`sql parser error: unexpected character: ${toVisible(sql, at)}`);
  return { kind: "symbol", text: symbol };
}

function readString(sql: string, at: number): string {
  const end = sql.indexOf("'", at + 1);
  const text = end === -1 ? sql.slice(at + 1) : sql.slice(at + 1, end);
  if (text.includes("\\"))
    throw new InputInvalid("sql parser error: a backslash is not allowed in a string literal");
  if (text.includes("\0"))
    throw new InputInvalid("sql parser error: a NUL character is not allowed in a string literal");
  if (end === -1) throw new InputInvalid("sql parser error: Unterminated string literal");
  if (sql.charAt(end + 1) === "'") {
    throw new InputInvalid(
      "sql parser error: a single quote is not allowed in a string literal, doubled or not",
    );
  }
  return text;
}

function readQuoted(sql: string, at: number): string {
  const end = sql.indexOf('"', at + 1);
  if (end === -1) throw new InputInvalid("sql parser error: Expected close delimiter '\"' before EOF.");
  const text = sql.slice(at + 1, end);
  if (text === "") throw new InputInvalid("sql parser error: an identifier must not be empty");
  if (sql.charAt(end + 1) === '"' || [...text].some((one) => one === "\\" || one < " ")) {
    throw new InputInvalid(
      "sql parser error: a quoted identifier must not hold quotes, backslashes or control characters",
    );
  }
  return text;
}

function readNumber(sql: string, at: number): Token {
  let end = skipDigits(sql, at);
  let kind: "integer" | "decimal" = "integer";
  if (sql.charAt(end) === ".") {
    kind = "decimal";
    const fraction = end + 1;
    end = skipDigits(sql, fraction);
    if (end === fraction) throw new InputInvalid("a number needs digits after its decimal point");
  }
  if (isWordStart(sql.charAt(end))) {
    const text = sql.slice(at, end) + readWord(sql, end);
    throw new InputInvalid(`unsupported number: ${text} (exponents and suffixes are not allowed)`);
  }
  if (end - at > MAX_NUMBER_LENGTH)
    throw new InputInvalid(`unsupported number: longer than ${MAX_NUMBER_LENGTH} digits`);
  return { kind, text: sql.slice(at, end) };
}

function readWord(sql: string, at: number): string {
  let end = at;
  while (isWordStart(sql.charAt(end)) || isDigit(sql.charAt(end))) end += 1;
  return sql.slice(at, end);
}

function skipDigits(sql: string, at: number): number {
  let end = at;
  while (isDigit(sql.charAt(end))) end += 1;
  return end;
}

function skipLine(sql: string, at: number): number {
  const end = sql.indexOf("\n", at);
  return end === -1 ? sql.length : end + 1;
}

function skipBlock(sql: string, at: number): number {
  const end = sql.indexOf("*/", at + 2);
  if (end === -1) throw new InputInvalid("sql parser error: Unexpected EOF while in a multi-line comment");
  // Parsers disagree on where a nested comment ends.
  if (sql.slice(at + 2, end).includes("/*"))
    throw new InputInvalid("sql parser error: nested comments are not allowed");
  return end + 2;
}

function isSpace(one: string): boolean {
  return one === " " || one === "\n" || one === "\t" || one === "\r";
}

function isDigit(one: string): boolean {
  return one >= "0" && one <= "9" && one.length === 1;
}

function isWordStart(one: string): boolean {
  return (one >= "a" && one <= "z") || (one >= "A" && one <= "Z") || one === "_";
}

/** A control or invisible character is shown by its code point. */
function toVisible(sql: string, at: number): string {
  const code = sql.codePointAt(at) ?? 0;
  const isPlain = code > 0x20 && code < 0x7f;
  return isPlain ? String.fromCodePoint(code) : `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
