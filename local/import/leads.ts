import type { createLeadReader, ImportedLead } from "./lead.ts";
import { readRows } from "./rows.ts";
import type { createSelection } from "./select.ts";
import type { Source } from "./source.ts";
import type { Tally } from "./tally.ts";

/** How rows become leads. */
export interface LeadRules {
  readonly select: ReturnType<typeof createSelection>;
  readonly read: ReturnType<typeof createLeadReader>;
  readonly fromLine: number;
}

/** The leads of a file in its order; what becomes of every other row is counted in the tally. */
export async function* readLeads(
  source: Source,
  rules: LeadRules,
  tally: Tally,
): AsyncGenerator<{ line: number; lead: ImportedLead }> {
  for await (const row of readRows(source)) {
    tally.rows++;
    // Rows before the line still take part in finding the first of each value.
    const selected = "cells" in row ? rules.select(row.cells) : row;
    if (row.line < rules.fromLine) tally.skipped++;
    else if (selected === "filtered") tally.filtered++;
    else if (selected === "repeated") tally.repeated++;
    else if (selected !== "take") tally.reject(row.line, selected.reason);
    else if ("cells" in row) {
      const lead = rules.read(row.cells);
      if ("reason" in lead) tally.reject(row.line, lead.reason);
      else {
        tally.take(row.line, lead);
        yield { line: row.line, lead };
      }
    }
  }
}
