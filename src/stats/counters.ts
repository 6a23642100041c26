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
  if ("anyOf" in where) return `${types} AND ${toAnyOf(BLOBS[where.column].slot, where.anyOf)}`;
  const { slot } = DOUBLES[where.column];
  if ("atLeast" in where) return `${types} AND ${slot} >= ${toIntegerLiteral(where.atLeast)}`;
  return `${types} AND ${slot} > ${toIntegerLiteral(where.above)} AND ${slot} < ${toIntegerLiteral(where.below)}`;
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
  "rows_read",
];

const INDEX: Readonly<Record<string, number>> = Object.fromEntries(
  SUM_ALIASES.map((alias, index) => [alias, index]),
);

/** What was counted in a cell, in the order of {@link SUM_ALIASES}; an array because an answer has thousands. */
export type Counters = Readonly<Float64Array>;

/** One counter, by its alias. */
export function readCounter(counters: Counters, alias: "rows_read" | "late"): number {
  return counters[toIndex(alias)] ?? 0;
}

function toIndex(alias: string): number {
  const index = INDEX[alias];
  if (index === undefined) throw new TypeError(`no counter ${alias}`);
  return index;
}

/** What one metric is made of: places of the counters it adds, and of those that were restored away from it. */
interface Recipe {
  readonly name: Metric;
  readonly counted: readonly number[];
  readonly restored: readonly number[];
}
interface Recipes {
  readonly byName: Readonly<Partial<Record<Metric, Recipe>>>;
  readonly counts: readonly Recipe[];
  readonly squares: readonly Recipe[];
}

const recipes = new WeakMap<readonly EventType[], Recipes>();

/** The recipes of all metrics, counting only the given event types; a question has one list of types and many cells. */
function toRecipes(types: readonly EventType[]): Recipes {
  const known = recipes.get(types);
  if (known) return known;
  const counts = toRecipeList(types, toIndex);
  const byName = Object.fromEntries(counts.map((recipe) => [recipe.name, recipe]));
  const made = { byName, counts, squares: toRecipeList(types, toSquareIndex) };
  recipes.set(types, made);
  return made;
}

function toSquareIndex(alias: string): number {
  return toIndex(toSquare(alias));
}

function toRecipeList(types: readonly EventType[], toPlace: (alias: string) => number): readonly Recipe[] {
  return METRIC_NAMES.map((name) => {
    const counted = METRICS[name].types.filter((type) => types.includes(type));
    if (CONDITIONAL.includes(name)) {
      return { name, counted: counted.length > 0 ? [toPlace(`m_${name}`)] : [], restored: [] };
    }
    const restored = RESTORABLE.filter((type) => counted.some((other) => other === type));
    return {
      name,
      counted: counted.map((type) => toPlace(`n_${type}`)),
      restored: restored.map((type) => toPlace(`restored_${type}`)),
    };
  });
}

/**
 * The metrics of a cell's counters, counting only the given event types. Sums and differences of counters, so
 * metrics add up over cells as counters do. A restored submission is taken out of its original's type.
 */
export function toMetrics(counters: Counters, types: readonly EventType[]): Record<Metric, number> {
  return toPerMetric(toRecipes(types).counts, counters, -1);
}

/** One of the {@link toMetrics}. */
export function toMetric(counters: Counters, types: readonly EventType[], name: Metric): number {
  const recipe = toRecipes(types).byName[name];
  return recipe ? toSum(recipe, counters, -1) : 0;
}

/** Sums of squared sample intervals behind each metric; what is subtracted adds its squares. */
export function toSquares(counters: Counters, types: readonly EventType[]): Record<Metric, number> {
  return toPerMetric(toRecipes(types).squares, counters, 1);
}

/** Copying an object keeps its layout, which is faster than building it name by name. */
const NO_METRICS = Object.fromEntries(METRIC_NAMES.map((name) => [name, 0])) as Record<Metric, number>;

function toPerMetric(
  list: readonly Recipe[],
  counters: Counters,
  restoredSign: 1 | -1,
): Record<Metric, number> {
  const sums = { ...NO_METRICS };
  for (const recipe of list) sums[recipe.name] = toSum(recipe, counters, restoredSign);
  return sums;
}

function toSum({ counted, restored }: Recipe, counters: Counters, restoredSign: 1 | -1): number {
  let sum = 0;
  for (const place of counted) sum += counters[place] ?? 0;
  for (const place of restored) sum += restoredSign * (counters[place] ?? 0);
  return sum;
}
