import type { Expr } from "./ast.ts";
import type { Cursor } from "./cursor.ts";
import { grow } from "./grow.ts";
import { InputInvalid } from "./refusal.ts";
import { readUnit, UNIT_NAMES } from "./units.ts";

/** Larger counts overflow ClickHouse's DateTime without an error. */
const MAX_COUNT_DIGITS = 6;

/** Reads `INTERVAL '30' MINUTE`: the count is a quoted integer, the unit a bare word. */
export function parseInterval(cursor: Cursor): Expr {
  cursor.expectWord("INTERVAL");
  const token = cursor.next();
  const isInteger = token.kind === "string" && token.text !== "" && [...token.text].every(isDigit);
  if (!isInteger) throw new InputInvalid("non-integer INTERVAL");
  if (token.text.length > MAX_COUNT_DIGITS) {
    throw new InputInvalid(`INTERVAL '${token.text}' is too long: at most ${MAX_COUNT_DIGITS} digits`);
  }
  const word = cursor.peek();
  const unit = word.kind === "word" ? readUnit(word.text) : null;
  if (unit === null) {
    throw new InputInvalid(
      `unsupported INTERVAL unit: ${word.text.toUpperCase()}; use ${UNIT_NAMES.join(", ")}`,
    );
  }
  cursor.next();
  return grow({ kind: "interval", count: BigInt(token.text).toString(), unit });
}

function isDigit(one: string): boolean {
  return one >= "0" && one <= "9";
}
