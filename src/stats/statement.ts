import { DATASET, EVENT_TYPES } from "../domain/dataset.ts";
import { UNKNOWN } from "../domain/label.ts";
import type { Range } from "../domain/period.ts";
import { FOLDED, toAnyOf, toMomentLiteral, toStringLiteral } from "../engine/literal.ts";
import { toWhereSql } from "./condition.ts";
import { COUNTER_SQL } from "./counters.ts";
import type { Grain } from "./grain.ts";
import type { AskedGroup } from "./group.ts";
import type { StatsQuery } from "./query.ts";
import { MAX_CELLS } from "./request.ts";

/** Alias of the bucket column. */
export const BUCKET = "bucket";
/** Alias of the column that tells ranges apart; values as in {@link PERIODS}. */
export const PERIOD = "period";
export const PERIODS = { earlier: 0, current: 1, neither: 2 } as const;
/** One row more than is ever used shows that there were more. */
const ROW_LIMIT = MAX_CELLS + 1;

interface Key {
  readonly sql: string;
  readonly alias: string;
}

/** Counters of the whole range, of both ranges when two are compared. */
export function toTotalsStatement(query: StatsQuery): string {
  return toSelect(query, []);
}

/** Counters per group over the range, largest first; one row more than `MAX_CELLS` when there are more groups. */
export function toGroupsStatement(query: StatsQuery, groups: readonly AskedGroup[]): string {
  return `${toSelect(query, groups)} ORDER BY weight DESC LIMIT ${ROW_LIMIT}`;
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
  return toSelect(query, [...(grain ? [{ sql: grain.sql, alias: BUCKET }] : []), ...keys]);
}

/** Counters per local day from some time before both ranges on, each day cut where a range begins or ends. */
export function toHistoryStatement(query: StatsQuery, earlier: Range, history: Range, day: Grain): string {
  const { earlier: before, current, neither } = PERIODS;
  const inEarlier = `if(timestamp >= ${toMomentLiteral(earlier.from)}, ${before}, ${neither})`;
  const upToCurrent = `if(timestamp >= ${toMomentLiteral(earlier.to)}, ${neither}, ${inEarlier})`;
  const period = {
    sql: `if(timestamp >= ${toMomentLiteral(query.range.from)}, ${current}, ${upToCurrent})`,
    alias: PERIOD,
  };
  return toSelectOver(query, [history], [period, { sql: day.sql, alias: BUCKET }]);
}

/** Counters of everything that the projects in question have received up to and including a moment. */
export function toFirstStatement(query: StatsQuery, until: number): string {
  const filters = query.filters.filter(({ dimension }) => dimension.name === "project");
  const whole = { ...query, filters, types: EVENT_TYPES, minSuspicion: 0, minEngagement: 0 };
  return toSelectOver(whole, [{ from: 0, to: until + 1 }], []);
}

function toFoldSql(column: string, labels: readonly string[]): string {
  if (labels.length === 0) return toStringLiteral(FOLDED);
  const stored = labels.map((label) => (label === UNKNOWN ? "" : label));
  return `if(${toAnyOf(column, stored)}, ${column}, ${toStringLiteral(FOLDED)})`;
}

function toSelect(query: StatsQuery, keys: readonly Key[]): string {
  const { range, earlier } = query;
  if (!earlier) return toSelectOver(query, [range], keys);
  const { earlier: before, current } = PERIODS;
  const sql = `if(timestamp >= ${toMomentLiteral(range.from)}, ${current}, ${before})`;
  return toSelectOver(query, [earlier, range], [{ sql, alias: PERIOD }, ...keys]);
}

function toSelectOver(query: StatsQuery, ranges: readonly Range[], keys: readonly Key[]): string {
  const columns = [...keys.map(({ sql, alias }) => `${sql} AS ${alias}`), ...COUNTER_SQL];
  const groupBy = keys.length > 0 ? ` GROUP BY ${keys.map(({ alias }) => alias).join(", ")}` : "";
  return `SELECT ${columns.join(", ")} FROM ${DATASET} WHERE ${toWhereSql(query, ranges)}${groupBy}`;
}
