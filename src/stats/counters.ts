import {
  BLOBS,
  DOUBLES,
  EVENT_TYPES,
  type EventType,
  METRIC_NAMES,
  METRICS,
  type Metric,
  RESTORED_REASON,
} from "../domain/dataset.ts";
import { toAnyOf, toIntegerLiteral, toStringLiteral } from "../engine/literal.ts";

/** What one statement counts per cell: a sum of sample intervals under a condition, so counters add up over cells. */
interface Counter {
  readonly alias: string;
  readonly condition: string;
}

const TYPE = BLOBS.event_type.slot;
const REASON = BLOBS.reason.slot;
const RESTORABLE = Object.keys(RESTORED_REASON) as (keyof typeof RESTORED_REASON)[];
/** Metrics that look at more than the event type. */
const CONDITIONAL = METRIC_NAMES.filter((name) => "where" in METRICS[name]);

const COUNTERS: readonly Counter[] = [
  ...EVENT_TYPES.map((type) => ({ alias: `n_${type}`, condition: `${TYPE} = ${toStringLiteral(type)}` })),
  ...RESTORABLE.map((type) => ({
    alias: `restored_${type}`,
    condition: `${REASON} = ${toStringLiteral(RESTORED_REASON[type])}`,
  })),
  ...CONDITIONAL.map((name) => ({ alias: `m_${name}`, condition: toConditionSql(name) })),
];

function toConditionSql(name: Metric): string {
  const metric = METRICS[name];
  const types = toAnyOf(TYPE, metric.types);
  if (!("where" in metric)) return types;
  const { where } = metric;
  const further =
    "atLeast" in where
      ? `${DOUBLES[where.column].slot} >= ${toIntegerLiteral(where.atLeast)}`
      : toAnyOf(BLOBS[where.column].slot, where.anyOf);
  return `${types} AND ${further}`;
}

/** Alias of a counter's sum of squared sample intervals. */
function toSquare(alias: string): string {
  return `q_${alias}`;
}

/** A point written more than this long after receipt counts as late. */
const LATE_AFTER_S = 300;

/** The aggregate part of every SELECT list. */
export const COUNTER_SQL: readonly string[] = [
  ...COUNTERS.map(({ alias, condition }) => `sumIf(_sample_interval, ${condition}) AS ${alias}`),
  ...COUNTERS.map(
    ({ alias, condition }) =>
      `sumIf(_sample_interval * _sample_interval, ${condition}) AS ${toSquare(alias)}`,
  ),
  `sumIf(_sample_interval, toUnixTimestamp(timestamp) > ${DOUBLES.received_at.slot} + ${LATE_AFTER_S}) AS late`,
  "SUM(_sample_interval) AS weight",
  "count() AS rows_read",
  "max(_sample_interval) AS max_interval",
  "min(toUnixTimestamp(timestamp)) AS first_at",
  "max(toUnixTimestamp(timestamp)) AS last_at",
];

/** Aliases of everything that adds up over cells. */
export const SUM_ALIASES: readonly string[] = [
  ...COUNTERS.flatMap(({ alias }) => [alias, toSquare(alias)]),
  "late",
  "weight",
  "rows_read",
];

/**
 * The metrics of a cell's counters, counting only the given event types. Sums and differences of counters, so
 * metrics add up over cells as counters do. A restored submission is taken out of its original's type.
 */
export function toMetrics(
  counters: Readonly<Record<string, number>>,
  types: readonly EventType[],
): Record<Metric, number> {
  return toPerMetric(types, (alias) => counters[alias] ?? 0, -1);
}

/** Sums of squared sample intervals behind each metric; what is subtracted adds its squares. */
export function toSquares(
  counters: Readonly<Record<string, number>>,
  types: readonly EventType[],
): Record<Metric, number> {
  return toPerMetric(types, (alias) => counters[toSquare(alias)] ?? 0, 1);
}

function toPerMetric(
  types: readonly EventType[],
  read: (alias: string) => number,
  restoredSign: 1 | -1,
): Record<Metric, number> {
  const toMetric = (name: Metric): number => {
    const counted = METRICS[name].types.filter((type) => types.includes(type));
    if (CONDITIONAL.includes(name)) return counted.length > 0 ? read(`m_${name}`) : 0;
    return counted.reduce(
      (sum, type) => sum + read(`n_${type}`) + restoredSign * read(`restored_${type}`),
      0,
    );
  };
  return Object.fromEntries(METRIC_NAMES.map((name) => [name, toMetric(name)])) as Record<Metric, number>;
}
