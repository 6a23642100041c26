import { COMMON_METRICS } from "../../domain/dataset.ts";
import type { Comparison, QueryAnswer } from "../../stats/answer.ts";
import { toCountCell, toDateOrMoment, toSigned } from "./cell.ts";
import { toColumns } from "./columns.ts";
import { toRatesLine } from "./rates-line.ts";
import { toRowTable } from "./row-table.ts";

/** The period before: its counts, how each moved, its rates and, where asked for, its rows. */
export function toComparisonLines(query: QueryAnswer, comparison: Comparison): string[] {
  const { from, to, totals, rows, change } = comparison;
  const cells = (pick: (name: (typeof COMMON_METRICS)[number]) => string) => COMMON_METRICS.map(pick);
  const lines = [
    `Compared with ${toDateOrMoment(from)} to before ${toDateOrMoment(to)}:`,
    toColumns(
      ["", ...COMMON_METRICS],
      [
        ["before", ...cells((name) => toCountCell(totals, name))],
        ["change", ...cells((name) => toSigned(change[name].absolute))],
        ["change %", ...cells((name) => toSignedPercent(change[name].percent))],
        ["verdict", ...cells((name) => change[name].verdict)],
      ],
    ),
    toRatesLine("Rates before", totals),
  ];
  // Without labels the only row repeats the totals.
  const isLabelled = query.bucket !== "none" || query.group_by.length > 0;
  if (isLabelled && rows && rows.length > 0) lines.push("Rows before:", toRowTable(query, rows));
  return lines;
}

function toSignedPercent(percent: number | null): string {
  return percent === null ? "–" : toSigned(Number(percent.toFixed(1)));
}
