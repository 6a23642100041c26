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

const SQUARES: Readonly<Record<string, string>> = Object.fromEntries(
  COUNTERS.map(({ alias }) => [alias, toSquare(alias)]),
);

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

/** What one metric is made of: aliases of the counters it adds, and of those that were restored away from it. */
interface Recipe {
  readonly name: Metric;
  readonly counted: readonly string[];
  readonly restored: readonly string[];
}

const recipes = new Map<string, readonly Recipe[]>();

/** The recipes of all metrics, counting only the given event types; there are few sets of types and many cells. */
function toRecipes(types: readonly EventType[]): readonly Recipe[] {
  const key = types.join();
  const known = recipes.get(key);
  if (known) return known;
  const made = METRIC_NAMES.map((name): Recipe => {
    const counted = METRICS[name].types.filter((type) => types.includes(type));
    if (CONDITIONAL.includes(name)) {
      return { name, counted: counted.length > 0 ? [`m_${name}`] : [], restored: [] };
    }
    return {
      name,
      counted: counted.map((type) => `n_${type}`),
      restored: RESTORABLE.filter((type) => counted.some((other) => other === type)).map(
        (type) => `restored_${type}`,
      ),
    };
  });
  recipes.set(key, made);
  return made;
}

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
  return toPerMetric(types, (alias) => counters[SQUARES[alias] ?? ""] ?? 0, 1);
}

function toPerMetric(
  types: readonly EventType[],
  read: (alias: string) => number,
  restoredSign: 1 | -1,
): Record<Metric, number> {
  const sums = {} as Record<Metric, number>;
  for (const { name, counted, restored } of toRecipes(types)) {
    let sum = 0;
    for (const alias of counted) sum += read(alias);
    for (const alias of restored) sum += restoredSign * read(alias);
    sums[name] = sum;
  }
  return sums;
}
