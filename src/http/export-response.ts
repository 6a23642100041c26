import { type Sheet, toCsvLines } from "./csv.ts";
import type { ExportWish } from "./export-format.ts";
import { toJsonParts } from "./export-json.ts";
import { toTextBody } from "./export-stream.ts";

export interface Exported {
  /** What JSON gives. */
  readonly answer: object;
  /** What CSV gives; the answer is in that form then. */
  readonly sheet?: Sheet | undefined;
  /** Name of the file without its ending. */
  readonly fileName?: string | undefined;
}

/** The answer in the wanted form, row by row. */
export function toExportResponse(
  { answer, sheet, fileName }: Exported,
  { mark }: Pick<ExportWish, "mark">,
): Response {
  const isCsv = sheet !== undefined;
  const headers = new Headers({
    "Content-Type": isCsv ? "text/csv; charset=utf-8; header=present" : "application/json",
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    Vary: "Accept",
  });
  if (fileName !== undefined) {
    const disposition = isCsv ? "attachment" : "inline";
    headers.set("Content-Disposition", `${disposition}; filename="${fileName}.${isCsv ? "csv" : "json"}"`);
  }
  const parts = isCsv ? toCsvLines(sheet, { mark }) : toJsonParts(answer);
  return new Response(toTextBody(parts), { headers });
}
