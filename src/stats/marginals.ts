import type { Engine } from "../engine/engine.ts";
import { toBucketStarts } from "./buckets.ts";
import { toCell } from "./cell.ts";
import { toPerGroup, toRoom } from "./cell-limit.ts";
import { readCounter } from "./counters.ts";
import { toGrain } from "./grain.ts";
import { Grid, toKey } from "./grid.ts";
import { type GroupSpec, isAsked, toGroupSpec } from "./group.ts";
import { type Kept, type Labelled, toKept, toLabelled, toLabels } from "./kept.ts";
import { MAX_NAME_CHARS, toNameable } from "./nameable.ts";
import type { StatsQuery } from "./query.ts";
import { MAX_CELLS } from "./request.ts";
import { toCellsStatement, toGroupsStatement } from "./statement.ts";
import { NOTHING_OPEN, type Table, toIndex } from "./table.ts";

/** One of the dimensions, and which of its values are listed. */
interface Margin {
  readonly group: GroupSpec;
  readonly kept: Kept;
}

/** The smallest of these are given up at a time until the rest fits. */
const KEPT_PART = 0.8;

/**
 * The buckets of two questions that differ in their one dimension alone, for two statements in all: the store counts by
 * both dimensions, and each is summed here. Values are folded per dimension, so every listed one is counted in full;
 * in rows of pairs, those too small to be listed would be missing from it.
 * @throws whatever the engine throws
 */
export async function toMarginalTables(
  engine: Engine,
  queries: readonly [StatsQuery, StatsQuery],
): Promise<Table[]> {
  const [query] = queries;
  const groups = queries.flatMap((own, at) => own.groupBy.map((name) => toGroupSpec(name, at, own)));
  const asked = groups.filter(isAsked);
  const starts = toBucketStarts(query);
  const pairs = await engine.ask(toGroupsStatement(query, asked));
  const isAll = pairs.rows.length <= MAX_CELLS;
  const cells = toLabelled(pairs.rows, groups);
  const largest = groups.map((group, at): Margin => {
    if (group.kind !== "open") return { group, kept: NOTHING_OPEN };
    const own = cells.map(({ labels, cell }) => ({ labels: labels.slice(at, at + 1), cell }));
    const room = toRoom(query, starts.length * toPerGroup([group]));
    return { group, kept: toKept(queries[at] ?? query, [group], own, [], isAll, room) };
  });
  const margins = toFitting(largest, isAll ? cells : undefined, starts.length).map(({ group, kept }) => ({
    group,
    kept: toNameable(kept, MAX_NAME_CHARS / groups.length),
  }));

  const folded = margins.filter(({ kept }) => kept.folded > 0);
  const named = new Map(folded.map(({ group, kept }) => [group.alias, kept.kept.flat()]));
  const grain = toGrain(query);
  const { rows, neverWritten } = await engine.ask(toCellsStatement(query, grain, asked, named));
  const read = rows.map((row) => ({
    bucket: toIndex(row, grain, starts),
    labels: toLabels(row, groups),
    cell: toCell(row),
  }));
  return margins.map(({ group, kept: { kept, ...known } }, at): Table => {
    const grid = new Grid([group], kept);
    for (const { bucket, labels, cell } of read) grid.add(bucket, labels.slice(at, at + 1), cell);
    const current = { totals: grid.toTotals(), rows: grid.toRows(starts, query.types) };
    return { current, earlier: undefined, ...known, neverWritten };
  });
}

/** As many values of each dimension as the store can answer with. @param cells every pair, where all are known */
function toFitting(margins: Margin[], cells: readonly Labelled[] | undefined, buckets: number): Margin[] {
  if (toMostRows(margins, cells, buckets) <= MAX_CELLS) return margins;
  const longest = Math.max(...margins.map(({ kept }) => kept.kept.length));
  if (longest <= 1) return margins;
  const most = Math.floor(longest * KEPT_PART);
  const fewer = margins.map(({ group, kept }) => ({ group, kept: toFewer(kept, most) }));
  return toFitting(fewer, cells, buckets);
}

function toFewer(own: Kept, most: number): Kept {
  if (own.kept.length <= most) return own;
  const folded = own.folded + own.kept.length - most;
  return { ...own, kept: own.kept.slice(0, most), folded, isLimited: false };
}

/** What is listed of a pair of values has a row per bucket at most, and no more than it has data points. */
function toMostRows(margins: readonly Margin[], cells: readonly Labelled[] | undefined, buckets: number) {
  if (!cells) return margins.reduce((rows, { kept }) => rows * (kept.kept.length + 1), buckets);
  const lists = margins.map(({ kept }) => new Set(kept.kept.flat()));
  const points = new Map<string, number>();
  for (const { labels, cell } of cells) {
    const pair = toKey(labels.map((label, at) => (lists[at]?.has(label) ? label : "")));
    points.set(pair, (points.get(pair) ?? 0) + readCounter(cell.sums, "rows_read"));
  }
  return [...points.values()].reduce((rows, count) => rows + Math.min(count, buckets), 0);
}
