export type BinaryOperator = {
  readonly symbol: string;
  readonly job: "arithmetic" | "comparison" | "logic";
  /** Higher binds tighter; all associate to the left. The numbers are those of Rust sqlparser. */
  readonly precedence: number;
  readonly clickhouse: string;
};

/** Source: Cloudflare docs, `operators`. */
export const BINARY_OPERATORS: readonly BinaryOperator[] = [
  { symbol: "*", job: "arithmetic", precedence: 40, clickhouse: "*" },
  { symbol: "/", job: "arithmetic", precedence: 40, clickhouse: "/" },
  { symbol: "%", job: "arithmetic", precedence: 40, clickhouse: "%" },
  { symbol: "+", job: "arithmetic", precedence: 30, clickhouse: "+" },
  { symbol: "-", job: "arithmetic", precedence: 30, clickhouse: "-" },
  { symbol: "=", job: "comparison", precedence: 20, clickhouse: "=" },
  { symbol: "!=", job: "comparison", precedence: 20, clickhouse: "!=" },
  { symbol: "<>", job: "comparison", precedence: 20, clickhouse: "!=" },
  { symbol: "<", job: "comparison", precedence: 20, clickhouse: "<" },
  { symbol: ">", job: "comparison", precedence: 20, clickhouse: ">" },
  { symbol: "<=", job: "comparison", precedence: 20, clickhouse: "<=" },
  { symbol: ">=", job: "comparison", precedence: 20, clickhouse: ">=" },
  { symbol: "AND", job: "logic", precedence: 10, clickhouse: "AND" },
  { symbol: "OR", job: "logic", precedence: 5, clickhouse: "OR" },
];

export const PRECEDENCE = { UNARY_MINUS: 40, BETWEEN: 20, IN: 20, LIKE: 19, NOT: 15 } as const;

/** Operators with words, for the generated page; each may be preceded by NOT. */
// biome-ignore format: one row per operator
export const WORD_OPERATORS = [
  { form: "x [NOT] IN (literal, …)", note: "literals of exactly the type of x: a Double column wants 200.0", source: "[D][R]" },
  { form: "x [NOT] BETWEEN a AND b", note: "", source: "[D]" },
  { form: "x [NOT] LIKE pattern, x [NOT] ILIKE pattern", note: "Strings; wildcards % and _, no escape", source: "[D]" },
  { form: "NOT x, -x", note: "", source: "[D]" },
] as const;

/** Symbols other dialects give a meaning; the refusal names them. */
// biome-ignore format: a symbol list
export const REFUSED_SYMBOLS: ReadonlySet<string> = new Set([
  "||", "==", "::", "<=>", "->", "->>", "=>", "<<", ">>", "|", "&", "^", "~", "[", "?", "!",
]);

export function toBinaryOperator(symbol: string): BinaryOperator | null {
  return BY_SYMBOL.get(symbol) ?? null;
}

const BY_SYMBOL = new Map(BINARY_OPERATORS.map((operator) => [operator.symbol, operator]));
