import { RATES } from "../../domain/dataset.ts";
import type { QueryAnswer, StatsAnswer } from "../../stats/answer.ts";
import { isOpenGroup } from "../../stats/request.ts";
import { toComparisonLines } from "./comparison-lines.ts";
import { toQualityLine } from "./quality-line.ts";
import { toQueryLine } from "./query-line.ts";
import { toRatesLine } from "./rates-line.ts";
import { toRowTable } from "./row-table.ts";

/** An answer of `get_lead_stats` in compact columns. */
export function toStatsText({ headline, query, rows, totals, comparison, quality }: StatsAnswer): string {
  return [
    headline,
    toQueryLine(query) + toRankedBy(query),
    toRowTable(query, rows, totals),
    toRatesLine("Rates", totals),
    ...(comparison ? toComparisonLines(query, comparison) : []),
    toQualityLine(quality),
  ].join("\n");
}

/** The order of rates looks wrong to whoever reads their values only. */
function toRankedBy({ group_by, order_by }: QueryAnswer): string {
  return order_by in RATES && group_by.some(isOpenGroup) ? `; ranked by the lower end of ${order_by}` : "";
}
