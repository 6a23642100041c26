import { COMMON_METRICS } from "../domain/dataset.ts";
import type { StatsAnswer } from "../stats/answer.ts";
import { toNarrowed } from "../stats/narrow.ts";
import type { Order } from "../stats/request.ts";
import { isFitting } from "./fit.ts";

/**
 * The answer with as much in each row as fits: the counts, or what matters most, always with what ranks the rows; all
 * rates are in the totals. `metrics` that were asked for are kept.
 */
export function narrowRows(answer: StatsAnswer): StatsAnswer {
  const { metrics, order_by: order } = answer.query;
  if (metrics) return answer;
  const choices: readonly (readonly Order[])[] = [
    [...COMMON_METRICS, order],
    ["total", "primary", order],
    [order === "total" ? "primary" : order],
  ];
  const narrowed = choices.map((names) => toNarrowed(answer, names));
  return narrowed.find(isFitting) ?? narrowed.at(-1) ?? answer;
}
