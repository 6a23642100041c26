import { addEvidence, type DateEvidence } from "./date-order.ts";
import type { Mapping } from "./mapping.ts";
import { readRows } from "./rows.ts";
import type { Source } from "./source.ts";

/** What a first look through the whole file tells. */
export interface Survey {
  readonly rows: number;
  readonly evidence: DateEvidence;
}

/** Counts the rows and gathers what tells day from month. */
export async function surveyRows(source: Source, mapping: Mapping): Promise<Survey> {
  const header = mapping.headers.get("timestamp") ?? "";
  const evidence: DateEvidence = {};
  let rows = 0;
  for await (const row of readRows(source)) {
    rows++;
    if ("cells" in row) addEvidence(evidence, row.line, (row.cells.get(header) ?? "").trim());
  }
  return { rows, evidence };
}
