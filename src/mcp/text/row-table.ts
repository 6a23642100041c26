import { COMMON_METRICS, METRIC_NAMES, RATE_NAMES } from "../../domain/dataset.ts";
import type { QueryAnswer, Row, Totals } from "../../stats/answer.ts";
import { toCountCell, toDateOrMoment, toLabelCell, toRateCell } from "./cell.ts";
import { toColumns } from "./columns.ts";

/** One line per row, counts before rates, and a last line `all` with the totals. */
export function toRowTable(query: QueryAnswer, rows: readonly Row[], totals?: Totals): string {
  const labels = toLabelNames(query);
  const { metrics = COMMON_METRICS } = query;
  const counts = METRIC_NAMES.filter((name) => metrics.includes(name));
  const rates = RATE_NAMES.filter((name) => metrics.includes(name));
  const toCounts = (cell: Totals | Row) => [
    ...counts.map((name) => toCountCell(cell, name)),
    ...rates.map((name) => toRateCell(cell[name])),
  ];
  // Without labels the only row repeats the totals.
  const labelled = labels.length > 0 ? rows : [];
  const lines = labelled.map((row) => [...labels.map((name) => toCell(row, name)), ...toCounts(row)]);
  if (totals) lines.push([...toAllCells(labels.length), ...toCounts(totals)]);
  return toColumns([...labels, ...counts, ...rates.map((name) => `${name} %`)], lines);
}

type LabelName = "bucket" | QueryAnswer["group_by"][number];

function toLabelNames({ bucket, group_by }: QueryAnswer): LabelName[] {
  return bucket === "none" ? [...group_by] : ["bucket", ...group_by];
}

function toCell(row: Row, name: LabelName): string {
  const label = row[name] ?? "";
  return name === "bucket" ? toDateOrMoment(label) : toLabelCell(label);
}

function toAllCells(columns: number): string[] {
  return Array.from({ length: columns }, (_, index) => (index === 0 ? "all" : ""));
}
