import type { Expr } from "./ast.ts";
import { REFUSED_CLAUSES, RESERVED_WORDS } from "./clauses.ts";
import { REFUSED_SYMBOLS } from "./operators.ts";
import { InputInvalid, toSyntaxError } from "./refusal.ts";
import type { Token } from "./tokens.ts";

/** Rust sqlparser's default recursion limit, with its error text. */
export const MAX_RECURSION = 50;

/** The rule for expressions, handed to the rules that expressions are made of. */
export type ParseExpression = (cursor: Cursor, precedence?: number) => Expr;

/** Reads a token list from left to right. */
export class Cursor {
  readonly #tokens: readonly Token[];
  #at = 0;
  #recursion = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? { kind: "end", text: "EOF" };
  }

  next(): Token {
    const token = this.peek();
    this.#at += 1;
    return token;
  }

  /** The next token is this bare word, in any case. */
  isWord(word: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "word" && token.text.toUpperCase() === word;
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "symbol" && token.text === symbol;
  }

  takeWord(word: string): boolean {
    const isThere = this.isWord(word);
    if (isThere) this.#at += 1;
    return isThere;
  }

  takeSymbol(symbol: string): boolean {
    const isThere = this.isSymbol(symbol);
    if (isThere) this.#at += 1;
    return isThere;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.toRefusal(word);
  }

  expectSymbol(symbol: string): void {
    if (!this.takeSymbol(symbol)) throw this.toRefusal(symbol);
  }

  /** A bare word that is not reserved, or a double-quoted name. */
  expectName(): { name: string; quoted: boolean } {
    const token = this.peek();
    if (token.kind === "quoted") return { name: this.next().text, quoted: true };
    if (token.kind === "word" && !RESERVED_WORDS.has(token.text.toUpperCase())) {
      return { name: this.next().text, quoted: false };
    }
    throw toSyntaxError("identifier", toFound(token));
  }

  /** The error for the next token: the construct it begins when that is known, else what was expected. */
  toRefusal(expected: string): InputInvalid {
    const token = this.peek();
    const clause = token.kind === "word" ? REFUSED_CLAUSES[token.text.toUpperCase()] : undefined;
    if (clause !== undefined) return new InputInvalid(clause);
    if (token.kind === "symbol" && REFUSED_SYMBOLS.has(token.text)) {
      return new InputInvalid(`unsupported operator: ${token.text}`);
    }
    return toSyntaxError(expected, toFound(token));
  }

  /** Runs a nested rule, refusing when the nesting exceeds the parser's limit. */
  nest<Result>(rule: () => Result): Result {
    this.#recursion += 1;
    if (this.#recursion > MAX_RECURSION) throw new InputInvalid("sql parser error: recursion limit exceeded");
    const result = rule();
    this.#recursion -= 1;
    return result;
  }
}

function toFound(token: Token): string {
  if (token.kind === "string") return `'${token.text}'`;
  if (token.kind === "quoted") return `"${token.text}"`;
  return token.text;
}
