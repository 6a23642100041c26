import { RATE_NAMES } from "../../domain/dataset.ts";
import type { Totals } from "../../stats/answer.ts";
import { toRateCell } from "./cell.ts";

/** All rates of one cell with their 95 % intervals. */
export function toRatesLine(title: string, totals: Totals): string {
  return `${title} in % (95% interval): ${RATE_NAMES.map((name) => `${name} ${toRateCell(totals[name])}`).join(", ")}`;
}
