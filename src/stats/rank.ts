import { METRICS, type Metric, type Rate } from "../domain/dataset.ts";
import type { Cell } from "./cell.ts";
import { toMetric, toMetrics } from "./counters.ts";
import type { StatsQuery } from "./query.ts";
import { toParts, toShare, toWilson } from "./rate.ts";

/** Labels of the groups, best first by the query's order; ties by total, then by label. */
export function toRanked(
  groups: Iterable<readonly [readonly string[], Cell]>,
  query: StatsQuery,
): (readonly string[])[] {
  const scored = [...groups].map(([labels, cell]) => ({
    labels,
    score: toScore(cell, query),
    total: toMetric(cell.sums, query.types, "total"),
    name: labels.join(" "),
  }));
  scored.sort((a, b) => b.score - a.score || b.total - a.total || (a.name < b.name ? -1 : 1));
  return scored.map(({ labels }) => labels);
}

/**
 * A metric's count, or the lower end of a rate's interval: one bot among two submissions is not a worse source than
 * forty among a hundred. A rate without a denominator ranks last.
 */
function toScore({ sums }: Cell, { orderBy, types }: StatsQuery): number {
  if (orderBy in METRICS) return toMetric(sums, types, orderBy as Metric);
  const parts = toParts(orderBy as Rate, toMetrics(sums, types));
  return parts.per > 0 ? toWilson(toShare(parts), parts.per).low : -1;
}
