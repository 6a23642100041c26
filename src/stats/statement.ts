import { DATASET } from "../domain/dataset.ts";
import { UNKNOWN } from "../domain/label.ts";
import type { Range } from "../domain/period.ts";
import { FOLDED, toAnyOf, toMomentLiteral, toStringLiteral } from "../engine/literal.ts";
import { MAX_CELLS } from "./buckets.ts";
import { toWhereSql } from "./condition.ts";
import { COUNTER_SQL } from "./counters.ts";
import type { Grain } from "./grain.ts";
import type { AskedGroup } from "./group.ts";
import type { StatsQuery } from "./query.ts";

/** Alias of the bucket column. */
export const BUCKET = "bucket";
/** Alias of the column that tells two ranges apart: 1 for the later one. */
export const PERIOD = "period";
/** One row more than is ever used shows that there were more. */
const ROW_LIMIT = MAX_CELLS + 1;

/** Counters of the whole range in one row. */
export function toTotalsStatement(query: StatsQuery): string {
  return toSelect([], toWhereSql(query));
}

/** Counters per group over the range, largest first; one row more than `MAX_CELLS` when there are more groups. */
export function toGroupsStatement(query: StatsQuery, groups: readonly AskedGroup[]): string {
  return `${toSelect(groups, toWhereSql(query))} ORDER BY weight DESC LIMIT ${ROW_LIMIT}`;
}

/**
 * Counters per bucket and group. `kept` lists, per alias, the labels that stay apart; the engine folds all others
 * into one, so that high cardinality neither costs rows nor loses counts.
 */
export function toCellsStatement(
  query: StatsQuery,
  grain: Grain | undefined,
  groups: readonly AskedGroup[],
  kept: ReadonlyMap<string, readonly string[]>,
): string {
  const keys = groups.map(({ sql, alias }) => {
    const labels = kept.get(alias);
    return { sql: labels ? toFoldSql(sql, labels) : sql, alias };
  });
  const bucket = grain ? [{ sql: grain.sql, alias: BUCKET }] : [];
  return toSelect([...bucket, ...keys], toWhereSql(query));
}

/** Counters of two ranges that do not overlap, one row each. */
export function toPeriodsStatement(query: StatsQuery, earlier: Range): string {
  const period = { sql: `if(timestamp >= ${toMomentLiteral(query.range.from)}, 1, 0)`, alias: PERIOD };
  return toSelect([period], toWhereSql(query, [earlier, query.range]));
}

function toFoldSql(column: string, labels: readonly string[]): string {
  if (labels.length === 0) return toStringLiteral(FOLDED);
  const stored = labels.map((label) => (label === UNKNOWN ? "" : label));
  return `if(${toAnyOf(column, stored)}, ${column}, ${toStringLiteral(FOLDED)})`;
}

function toSelect(keys: readonly { sql: string; alias: string }[], where: string): string {
  const columns = [...keys.map(({ sql, alias }) => `${sql} AS ${alias}`), ...COUNTER_SQL];
  const groupBy = keys.length > 0 ? ` GROUP BY ${keys.map(({ alias }) => alias).join(", ")}` : "";
  return `SELECT ${columns.join(", ")} FROM ${DATASET} WHERE ${where}${groupBy}`;
}
