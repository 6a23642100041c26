import { readCsv } from "./csv.ts";
import { readNdjson } from "./ndjson.ts";
import type { Row } from "./row.ts";
import type { Source } from "./source.ts";

/**
 * The file's rows in order, empty lines left out.
 * @throws ImportError when the file cannot be read to its end
 */
export function readRows(source: Source): AsyncGenerator<Row> {
  return source.format === "csv" ? readCsv(source) : readNdjson(source);
}

/** The file's column names: the header line of a CSV file, every key of an NDJSON file. */
export async function readHeaders(source: Source): Promise<string[]> {
  const headers = new Set<string>();
  for await (const row of readRows(source)) {
    if (!("cells" in row)) continue;
    for (const header of row.cells.keys()) headers.add(header);
    if (source.format === "csv") break;
  }
  return [...headers];
}
