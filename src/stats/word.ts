import { toIso } from "../domain/zone.ts";
import type { QueryAnswer, Row } from "./answer.ts";
import { toBucketsEnd } from "./buckets.ts";
import type { TableRow } from "./grid.ts";
import type { StatsQuery } from "./query.ts";
import { toTotals } from "./rate.ts";

/** The resolved query as it is echoed. */
export function toQueryAnswer(query: StatsQuery): QueryAnswer {
  const own = query.filters.map(({ dimension, operator, values }) => ({
    dimension: dimension.name,
    operator,
    values: values.map((value) => (value === "" ? "(unknown)" : value)),
  }));
  const isAllTypes = query.types.length === 5;
  return {
    from: toIso(query.timezone, query.range.from),
    to: toIso(query.timezone, query.range.to),
    timezone: query.timezone,
    bucket: query.bucket,
    group_by: [...query.groupBy],
    filters: isAllTypes ? own : [...own, { dimension: "type", operator: "is", values: [...query.types] }],
    ...(query.minSuspicion > 0 ? { min_suspicion: query.minSuspicion } : {}),
    ...(query.minEngagement > 0 ? { min_engagement: query.minEngagement } : {}),
    compare: query.compare,
    order_by: query.orderBy,
    limit: query.limit,
    min_total: query.minTotal,
  };
}

/** A row of the answer: bucket and labels first, then metrics and rates. */
export function toRow(query: StatsQuery, { bucket, labels, metrics, cell }: TableRow): Row {
  return {
    ...(bucket === undefined ? {} : { bucket: toIso(query.timezone, bucket) }),
    ...(bucket !== undefined && toBucketsEnd(query.bucket, query.timezone, bucket) > query.now
      ? { open: true as const }
      : {}),
    ...Object.fromEntries(query.groupBy.map((name, index) => [name, labels[index] ?? ""])),
    ...toTotals(metrics, cell, query.types),
  };
}
