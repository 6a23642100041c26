import type { Row, SummaryAnswer } from "../../stats/answer.ts";
import { toCountCell, toLabelCell } from "./cell.ts";
import { toColumns } from "./columns.ts";
import { toComparisonLines } from "./comparison-lines.ts";
import { toQualityLine } from "./quality-line.ts";
import { toQueryLine } from "./query-line.ts";
import { toRatesLine } from "./rates-line.ts";
import { toRowTable } from "./row-table.ts";

/** An answer of `get_lead_summary` in compact columns. */
export function toSummaryText(answer: SummaryAnswer): string {
  const { headline, query, totals, comparison, findings, quality } = answer;
  return [
    headline,
    toQueryLine(query),
    toRowTable({ ...query, bucket: "none", group_by: [] }, [], totals),
    toRatesLine("Rates", totals),
    ...toComparisonLines(query, comparison),
    ...toTop("project", answer.top_projects),
    ...toTop("country", answer.top_countries),
    ...findings.flatMap(({ sentence, labels = {} }) => [
      `Finding: ${sentence}`,
      ...Object.entries(labels).map(([name, label]) => toColumns([name, toLabelCell(label)], [])),
    ]),
    toQualityLine(quality),
  ].join("\n");
}

function toTop(dimension: "project" | "country", rows: readonly Row[]): string[] {
  if (rows.length === 0) return [];
  const cells = rows.map((row) => [
    toLabelCell(row[dimension] ?? ""),
    toCountCell(row, "total"),
    toCountCell(row, "primary"),
  ]);
  return [toColumns([dimension, "total", "primary"], cells)];
}
