import { METRICS, type Metric, RATES } from "../domain/dataset.ts";
import type { Cell } from "./cell.ts";
import { toMetrics } from "./counters.ts";
import type { StatsQuery } from "./query.ts";

/** Labels of the groups, best first by the query's order; ties by total, then by label. */
export function toRanked(
  groups: Iterable<readonly [readonly string[], Cell]>,
  query: StatsQuery,
): (readonly string[])[] {
  const scored = [...groups].map(([labels, cell]) => {
    const metrics = toMetrics(cell.sums, query.types);
    return { labels, score: toScore(metrics, query.orderBy), total: metrics.total, name: labels.join(" ") };
  });
  scored.sort((a, b) => b.score - a.score || b.total - a.total || (a.name < b.name ? -1 : 1));
  return scored.map(({ labels }) => labels);
}

/** A metric's count, or a rate's value; a rate without a denominator ranks last. */
function toScore(metrics: Record<Metric, number>, order: StatsQuery["orderBy"]): number {
  if (order in METRICS) return metrics[order as Metric];
  const { of, per } = RATES[order as keyof typeof RATES];
  const sum = (names: readonly Metric[]) => names.reduce((total, name) => total + metrics[name], 0);
  return sum(per) > 0 ? sum(of) / sum(per) : -1;
}
