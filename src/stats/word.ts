import { EVENT_TYPES } from "../domain/dataset.ts";
import { UNKNOWN } from "../domain/label.ts";
import { toIso, toOffsetIso } from "../domain/zone.ts";
import type { QueryAnswer, Row, WholeRow } from "./answer.ts";
import { CLOCK_S, toBucketsEnd } from "./buckets.ts";
import { isProjects } from "./filter.ts";
import type { TableRow } from "./grid.ts";
import type { StatsQuery } from "./query.ts";
import { addTotals } from "./rate.ts";
import { MAX_FILTER_VALUES, MAX_FILTERS } from "./request.ts";

/** The resolved query as it is echoed; asked again, it means the same for whoever may see as much. */
export function toQueryAnswer(query: StatsQuery): QueryAnswer {
  return {
    from: toIso(query.timezone, query.range.from),
    to: toIso(query.timezone, query.range.to),
    timezone: query.timezone,
    bucket: query.bucket,
    group_by: [...query.groupBy],
    filters: toFiltersAnswer(query),
    ...(query.minSuspicion > 0 ? { min_suspicion: query.minSuspicion } : {}),
    ...(query.minEngagement > 0 ? { min_engagement: query.minEngagement } : {}),
    compare: query.compare,
    order_by: query.orderBy,
    limit: query.limit,
    min_total: query.minTotal,
    ...(query.maxRows === undefined ? {} : { max_rows: query.maxRows }),
  };
}

/** The conditions, after the projects that the caller's key is for. */
function toFiltersAnswer({ filters, types, scope }: StatsQuery): QueryAnswer["filters"] {
  const own: QueryAnswer["filters"] = filters.map(({ dimension, operator, values }) => ({
    dimension: dimension.name,
    operator,
    values: values.map((value) => (value === "" ? UNKNOWN : value)),
  }));
  if (types.length < EVENT_TYPES.length) own.push({ dimension: "type", operator: "is", values: [...types] });
  // A question that names projects names some of these.
  if (scope === "all" || filters.some(isProjects)) return own;
  const hasRoom = own.length < MAX_FILTERS && scope.length <= MAX_FILTER_VALUES;
  return hasRoom ? [{ dimension: "project", operator: "is", values: [...scope] }, ...own] : own;
}

/** What is told of a bucket, without its labels and counts. */
type BucketWords = Pick<Row, "bucket" | "open">;

/** Rows of the answer: bucket and labels first, then metrics and rates. */
export function toRows(query: StatsQuery, rows: readonly TableRow[]): WholeRow[] {
  const words = new Map<number, BucketWords>();
  return rows.map(({ bucket, labels, metrics, types, cell }) => {
    const row: Partial<Row> = bucket === undefined ? {} : { ...toBucketWords(query, bucket, words) };
    for (const [index, name] of query.groupBy.entries()) row[name] = labels[index] ?? "";
    return addTotals(row, metrics, cell, types);
  });
}

/** @param known of buckets that had a row before; calendars are slow, and a bucket may have a hundred groups */
function toBucketWords(query: StatsQuery, start: number, known: Map<number, BucketWords>): BucketWords {
  const before = known.get(start);
  if (before) return before;
  const words: BucketWords = {
    bucket: toStart(query, start),
    ...(isOpen(query, start) ? { open: true as const } : {}),
  };
  known.set(start, words);
  return words;
}

/** No bucket is longer, also when the clock goes back in it. */
const LONGEST_S: Readonly<Record<StatsQuery["bucket"], number>> = {
  none: 0,
  ...CLOCK_S,
  day: 2 * 86_400,
  week: 8 * 86_400,
  month: 32 * 86_400,
};

function isOpen({ bucket, timezone, now }: StatsQuery, start: number): boolean {
  // Calendar arithmetic is slow, and nearly every bucket is long over.
  return start + LONGEST_S[bucket] > now && toBucketsEnd(bucket, timezone, start) > now;
}

/** The first bucket may begin before the range whose offsets are known. */
function toStart({ spans, timezone }: StatsQuery, start: number): string {
  const span = spans.find(({ from, to }) => from <= start && start < to);
  return span ? toOffsetIso(span.offset, start) : toIso(timezone, start);
}
