import { Readable } from "node:stream";
import { CsvError, type Info, parse } from "csv-parse";
import { ImportError } from "./import-error.ts";
import type { Row } from "./row.ts";
import type { Source } from "./source.ts";
import { readText } from "./text.ts";

/** A row longer than this is a quote that was never closed. */
const MAX_ROW_CHARS = 1_000_000;

/**
 * The rows of a CSV file (RFC 4180, any delimiter, quotes inside unquoted cells allowed) under its header line.
 * @throws ImportError when a quote is never closed
 */
export async function* readCsv(source: Source): AsyncGenerator<Row> {
  const parser = Readable.from(readText(source)).compose(
    parse({
      delimiter: source.delimiter,
      ...{ info: true, record_delimiter: "\n", max_record_size: MAX_ROW_CHARS },
      ...{ relax_column_count: true, relax_quotes: true, skip_empty_lines: true },
    }),
  );
  let headers: string[] | undefined;
  let lastLine = 0;
  try {
    for await (const parsed of parser) {
      const { record, info } = parsed as { record: string[]; info: Info };
      const line = info.lines - record.reduce((breaks, cell) => breaks + cell.split("\n").length - 1, 0);
      lastLine = info.lines;
      if (headers === undefined) headers = toHeaders(record);
      else yield toRow(line, headers, record);
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new ImportError(`${source.file}: a quote that opens after line ${lastLine} is never closed`);
  }
}

function toRow(line: number, headers: readonly string[], record: readonly string[]): Row {
  if (record.length !== headers.length) {
    return { line, reason: `the row has ${record.length} columns, the header has ${headers.length}` };
  }
  return { line, cells: new Map(headers.map((header, i) => [header, record[i] ?? ""])) };
}

/** Names for all columns, each once. */
function toHeaders(record: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return record.map((cell, i) => {
    const name = cell.trim() || `column ${i + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
