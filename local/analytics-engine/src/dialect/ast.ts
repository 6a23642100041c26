import type { Unit } from "./units.ts";

export type ExprNode =
  | { readonly kind: "identifier"; readonly name: string; readonly quoted: boolean }
  | { readonly kind: "integer"; readonly digits: string }
  | { readonly kind: "decimal"; readonly text: string }
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "null" }
  | { readonly kind: "interval"; readonly count: string; readonly unit: Unit }
  | { readonly kind: "negate"; readonly operand: Expr }
  | { readonly kind: "not"; readonly operand: Expr }
  /** Two operands; any number for AND and OR, whose runs are kept flat. */
  | { readonly kind: "binary"; readonly symbol: string; readonly operands: readonly Expr[] }
  | {
      readonly kind: "between";
      readonly negated: boolean;
      readonly value: Expr;
      readonly low: Expr;
      readonly high: Expr;
    }
  | { readonly kind: "in"; readonly negated: boolean; readonly value: Expr; readonly list: readonly Expr[] }
  | {
      readonly kind: "like";
      readonly negated: boolean;
      readonly caseless: boolean;
      readonly value: Expr;
      readonly pattern: Expr;
    }
  | {
      readonly kind: "case";
      readonly operand: Expr | null;
      readonly branches: readonly { readonly when: Expr; readonly value: Expr }[];
      readonly otherwise: Expr | null;
    }
  | { readonly kind: "extract"; readonly name: string; readonly unit: Unit; readonly from: Expr }
  | { readonly kind: "position"; readonly name: string; readonly needle: Expr; readonly haystack: Expr }
  | Call
  | { readonly kind: "paren"; readonly inner: Expr };

export type Call = {
  readonly kind: "call";
  readonly name: string;
  /** The first list of `topK(10)(blob1)`; null when there is one list only. */
  readonly parameters: readonly Expr[] | null;
  readonly distinct: boolean;
  /** The only argument is `*`. */
  readonly star: boolean;
  readonly args: readonly Expr[];
};

/** `height` is the longest path to a leaf: every later walk recurses at most this deep. */
export type Expr = ExprNode & { readonly height: number };

export type SelectItem = { readonly expr: Expr; readonly alias: string | null };

export type Source =
  | { readonly kind: "dataset"; readonly name: string }
  | { readonly kind: "subquery"; readonly select: Select };

export type OrderItem = { readonly expr: Expr; readonly descending: boolean };

export type Select = {
  readonly items: readonly SelectItem[] | "*";
  readonly from: Source | null;
  readonly where: Expr | null;
  readonly groupBy: readonly Expr[];
  readonly having: Expr | null;
  readonly orderBy: readonly OrderItem[];
  /** Decimal digits; null is no limit. */
  readonly limit: string | null;
  readonly offset: string | null;
};

export type ShowKind = "show_tables" | "show_timezones" | "show_timezone";

export type OutputFormat = "JSON" | "JSONEachRow" | "TabSeparated";

export type Statement =
  | { readonly kind: "select"; readonly select: Select; readonly format: OutputFormat }
  | { readonly kind: ShowKind; readonly format: OutputFormat };

/** The expression without the brackets around it. */
export function unwrap(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === "paren") inner = inner.inner;
  return inner;
}
