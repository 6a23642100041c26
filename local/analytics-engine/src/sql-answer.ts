import type { OutputFormat } from "./dialect/guard.ts";

/** An answer of the SQL route, ready to be sent. */
export interface SqlAnswer {
  status: number;
  contentType: string;
  body: Uint8Array | string;
}

const CONTENT_TYPES: Record<OutputFormat, string> = {
  JSON: "application/json; charset=UTF-8",
  JSONEachRow: "application/x-ndjson; charset=UTF-8",
  TabSeparated: "text/tab-separated-values; charset=UTF-8",
};

// The end of ClickHouse's JSON; texts inside it hold no raw line break, so this cannot match within data.
const ROWS_AT_END = /\n\n\t"rows": (\d+)\n\}\n$/;
const LONGEST_END = 64;

/** Adds `rows_before_limit_at_least`, which ClickHouse leaves out of an answer without LIMIT. */
function completeJson(body: Uint8Array): Uint8Array {
  const start = Math.max(0, body.byteLength - LONGEST_END);
  const end = Buffer.from(body.buffer, body.byteOffset + start, body.byteLength - start).toString("latin1");
  const found = ROWS_AT_END.exec(end);
  if (!found) return body;
  const rows = found[1];
  const completed = `\n\n\t"rows": ${rows},\n\n\t"rows_before_limit_at_least": ${rows}\n}\n`;
  return Buffer.concat([body.subarray(0, start + found.index), Buffer.from(completed)]);
}

/** The answer around bytes that the database produced in the same format. */
export function toSqlAnswer(body: Uint8Array, format: OutputFormat): SqlAnswer {
  return {
    status: 200,
    contentType: CONTENT_TYPES[format],
    body: format === "JSON" ? completeJson(body) : body,
  };
}

/** An answer of one text column that no table produced. */
export function toListAnswer(column: string, values: readonly string[], format: OutputFormat): SqlAnswer {
  const contentType = CONTENT_TYPES[format];
  if (format === "TabSeparated") {
    return { status: 200, contentType, body: values.map((value) => `${value}\n`).join("") };
  }
  const data = values.map((value) => ({ [column]: value }));
  if (format === "JSONEachRow") {
    return { status: 200, contentType, body: data.map((row) => `${JSON.stringify(row)}\n`).join("") };
  }
  const meta = [{ name: column, type: "String" }];
  return { status: 200, contentType, body: toJsonBody(meta, data) };
}

/** The answer without any column and row, as for `SELECT *` from a dataset never written. */
export function toEmptyAnswer(format: OutputFormat): SqlAnswer {
  return {
    status: 200,
    contentType: CONTENT_TYPES[format],
    body: format === "JSON" ? toJsonBody([], []) : "",
  };
}

/** A refusal as the SQL API words it. */
export function toInvalidAnswer(reason: string): SqlAnswer {
  return { status: 422, contentType: "text/plain; charset=UTF-8", body: `Input was invalid: ${reason}` };
}

function toJsonBody(meta: object[], data: object[]): string {
  const rows = data.length;
  return `${JSON.stringify({ meta, data, rows, rows_before_limit_at_least: rows }, null, "\t")}\n`;
}
