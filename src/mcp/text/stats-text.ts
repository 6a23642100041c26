import type { StatsAnswer } from "../../stats/answer.ts";
import { toComparisonLines } from "./comparison-lines.ts";
import { toQualityLine } from "./quality-line.ts";
import { toQueryLine } from "./query-line.ts";
import { toRatesLine } from "./rates-line.ts";
import { toRowTable } from "./row-table.ts";

/** An answer of `get_lead_stats` in compact columns. */
export function toStatsText({ headline, query, rows, totals, comparison, quality }: StatsAnswer): string {
  return [
    headline,
    toQueryLine(query),
    toRowTable(query, rows, totals),
    toRatesLine("Rates", totals),
    ...(comparison ? toComparisonLines(query, comparison) : []),
    toQualityLine(quality),
  ].join("\n");
}
