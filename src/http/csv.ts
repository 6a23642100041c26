export type Cell = string | number | boolean | null | undefined;

/** A table: every record is read by the columns' names, what it lacks is an empty cell. */
export interface Sheet {
  readonly columns: readonly string[];
  readonly records: Iterable<Readonly<Record<string, Cell>>>;
}

const BYTE_ORDER_MARK = "\uFEFF";

/** A character that makes a spreadsheet calculate, at the start of a cell or behind a `;` that may start one. */
const FORMULA = /(^|;)([\s"]*)(?=[=+\-@＝＋－＠])/g;

/**
 * A text that no spreadsheet reads as a formula: `'` goes before a leading `=`, `+`, `-`, `@`, tab or line break.
 * Source: OWASP, "CSV Injection".
 */
export function toFormulaSafe(text: string): string {
  return text.replace(FORMULA, "$1$2'").replace(/^[\t\r\n]/, "'$&");
}

/**
 * The lines of a sheet as CSV (RFC 4180), each with its CRLF, header first.
 * Numbers stand as they are, texts formula-safe, `null` and what is missing empty.
 * @param options.mark begins with a byte order mark, which Excel needs to read UTF-8
 */
export function* toCsvLines(
  { columns, records }: Sheet,
  options: { mark?: boolean } = {},
): Generator<string> {
  yield `${options.mark ? BYTE_ORDER_MARK : ""}${columns.map(toCell).join(",")}\r\n`;
  for (const record of records) yield `${columns.map((name) => toCell(record[name])).join(",")}\r\n`;
}

function toCell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const safe = toFormulaSafe(value);
  // A semicolon separates cells where the comma is the decimal sign.
  return /[",;\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
