import type { Metric } from "../domain/dataset.ts";
import type { Totals } from "../stats/answer.ts";
import { Z_95 } from "../stats/rate.ts";
import type { Share } from "./shrink/shares.ts";

/**
 * Sum of the squared sample intervals behind a sum of counts, told from the counts' own intervals; the sum itself where
 * every event was read.
 */
export function toSquares(
  cell: Readonly<Record<Metric, number>> & Pick<Totals, "intervals">,
  metrics: readonly Metric[],
): number {
  return metrics.reduce((sum, name) => {
    const half = (cell.intervals?.[name]?.high ?? cell[name]) - cell[name];
    return sum + cell[name] + (half / Z_95) ** 2;
  }, 0);
}

/**
 * Events that are worth one stored data point, at least 1; a count rests on so many times fewer than it shows.
 * L. Kish (1965), Survey Sampling, section 11.7.
 */
export function toSamplingEffect({ trials, squares = trials }: Share): number {
  return trials > 0 ? Math.max(1, squares / trials) : 1;
}
