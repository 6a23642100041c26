import type { OutputFormat, ShowKind } from "./ast.ts";
import { type CheckedSource, checkSelect } from "./check-select.ts";
import { toClickHouseSelect } from "./emit-select.ts";
import { parseStatement } from "./parse-statement.ts";
import { InputInvalid } from "./refusal.ts";
import { toTokens } from "./tokens.ts";
import { TypedFactory } from "./typed.ts";
import { toTypeName } from "./types.ts";

export type { OutputFormat } from "./ast.ts";
export { InputInvalid } from "./refusal.ts";

/** What to do for an accepted statement. */
export type Plan =
  | {
      readonly kind: "select";
      /** ClickHouse text without FORMAT, SETTINGS or semicolon. */
      readonly sql: string;
      readonly format: OutputFormat;
      /** The dataset read, or null: none, or one never written. */
      readonly dataset: string | null;
      /** The answer's columns with their Analytics Engine types, as error texts name them. */
      readonly columns: readonly { readonly name: string; readonly type: string }[];
    }
  /** SELECT * from a dataset never written: no rows, no columns. */
  | { readonly kind: "empty"; readonly format: OutputFormat }
  | { readonly kind: ShowKind; readonly format: OutputFormat };

/** The real API's limit, in characters. Reported from the live API. */
export const MAX_SQL_LENGTH = 10_000;

/**
 * Decides what the Workers Analytics Engine SQL API would do with a statement, and gives ClickHouse text that means the
 * same. Nothing of the caller's text survives except names, numbers and string values; the result refers only to the
 * dataset's columns and the functions of `functions.ts`.
 * @param datasetExists tells whether a dataset of that name was ever written
 * @throws InputInvalid when the real API would refuse the statement; the message is the text after "Input was invalid: "
 */
export function toPlan(sql: string, datasetExists: (name: string) => boolean): Plan {
  if (isTooLong(sql)) {
    throw new InputInvalid(`SQL was excessively long, exceeded maximum length: ${MAX_SQL_LENGTH}`);
  }
  const statement = parseStatement(toTokens(sql));
  const { format } = statement;
  if (statement.kind !== "select") return { kind: statement.kind, format };
  const checked = checkSelect(statement.select, { factory: new TypedFactory(), datasetExists });
  if (checked.isEmpty) return { kind: "empty", format };
  return {
    kind: "select",
    sql: toClickHouseSelect(checked),
    format,
    dataset: toDataset(checked.source),
    columns: checked.items.map(({ name, typed }) => ({ name, type: toTypeName(typed.type) })),
  };
}

/** Counts code points, and only when it must. */
function isTooLong(sql: string): boolean {
  if (sql.length <= MAX_SQL_LENGTH) return false;
  return sql.length > 2 * MAX_SQL_LENGTH || [...sql].length > MAX_SQL_LENGTH;
}

function toDataset(source: CheckedSource): string | null {
  if (source.kind === "subquery") return toDataset(source.select.source);
  return source.kind === "dataset" ? source.name : null;
}
