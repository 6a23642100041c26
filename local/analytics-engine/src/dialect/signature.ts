import type { Kind } from "./types.ts";

/** A rule on one argument beyond its type; `check-constraint.ts` holds one check for each. */
export type Constraint =
  | "zone"
  | "dateFormat"
  | "placeholders"
  | "positiveInterval"
  | "unsigned"
  | "notZero"
  | "level"
  | "topCount"
  | "digitsText"
  | "dateTimeText"
  | "offset"
  | "places"
  | "condition";

export type Param = {
  readonly name: string;
  readonly accepts: readonly Kind[];
  readonly constraint?: Constraint;
  readonly optional?: true;
};

/**
 * How the result's type follows from the arguments' (numbered from 1).
 * "integer": signed when an argument is signed or Double. "zoned": a DateTime in the zone argument's zone, else in
 * the first argument's. "branches": that of argument 2, signed when argument 2 or 3 is.
 */
export type ResultRule =
  | "String"
  | "Double"
  | "Boolean"
  | "Date"
  | "unsigned"
  | "signed"
  | "bit"
  | "integer"
  | "zoned"
  | "branches"
  | { readonly same: number }
  | { readonly arrayOf: number };

export type Form = {
  /** The first list of `topK(10)(blob1)`. */
  readonly parameters?: readonly Param[];
  readonly distinct?: true;
  readonly args: readonly Param[];
  /** Any number of further arguments. */
  readonly rest?: Param;
  readonly result: ResultRule;
  /** ClickHouse text; see `template.ts`. A bare name is called with all arguments. */
  readonly clickhouse: string;
  /** Instead of `clickhouse` when the interval's unit is a calendar unit. */
  readonly clickhouseCalendar?: string;
  /** Instead of `clickhouse` when the first argument is a Double. */
  readonly clickhouseDouble?: string;
  /** Instead of `clickhouse` when arguments 2 and 3 are a signed and an unsigned Integer. */
  readonly clickhouseMixed?: string;
};

export type Group =
  | "Aggregate"
  | "Conditional"
  | "Date and time"
  | "Mathematical"
  | "Bit"
  | "Encoding"
  | "String"
  | "Type conversion";

export type FunctionSpec = {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly group: Group;
  readonly forms: readonly Form[];
  /** Year, or the changelog's date. */
  readonly since: string;
  /** [D] documented by Cloudflare, [R] reported from the live API. */
  readonly source: string;
  readonly note?: string;
  /** The usage when it is not an ordinary call. */
  readonly written?: string;
};
