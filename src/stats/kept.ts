import { UNKNOWN } from "../domain/label.ts";
import type { EngineRow } from "../engine/engine.ts";
import { type Cell, EMPTY_CELL, toCell, toSum } from "./cell.ts";
import { toMetric } from "./counters.ts";
import { toKey, toOpen } from "./grid.ts";
import { type GroupSpec, isAsked, readLabel } from "./group.ts";
import type { StatsQuery } from "./query.ts";
import { toRanked } from "./rank.ts";
import { toRounded } from "./rate.ts";

/** Which groups are listed, and what is known of the others. */
export interface Kept {
  /** Open groups that are listed, best first. */
  readonly kept: readonly (readonly string[])[];
  readonly folded: number;
  /** It was the query's limit that left groups out. */
  readonly isLimited: boolean;
  readonly unknownShare: Readonly<Record<string, number>>;
}

/** A cell and the labels it stands under, one per group. */
export interface Labelled {
  readonly labels: readonly string[];
  readonly cell: Cell;
}

/**
 * The groups to list: the best by the query's order over both ranges together, at most its limit, listed in the order
 * of the current range. Below its lowest total is a group that is small now, or was when it ended.
 * @param earlier cells of the compared range, none without one
 * @param room how many fit, the rest of them counted as one
 */
export function toKept(
  query: StatsQuery,
  groups: readonly GroupSpec[],
  current: readonly Labelled[],
  earlier: readonly Labelled[],
  isAll: boolean,
  room: number,
): Kept {
  const now = toOpenCells(groups, current);
  const both = toOpenCells(groups, [...current, ...earlier]);
  const toSize = (cell: Cell) => toMetric(cell.sums, query.types, "total");
  const large = [...both].filter(
    ([key, [, cell]]) => query.minTotal <= 1 || toSize(now.get(key)?.[1] ?? cell) >= query.minTotal,
  );
  const hasRest = !isAll || large.length < both.size || both.size > Math.min(query.limit, room);
  const most = hasRest ? Math.min(query.limit, Math.max(1, room - 1)) : both.size;
  const best = toRanked(
    large.map(([, group]) => group),
    query,
  ).slice(0, most);
  const kept = toRanked(
    best.map((tuple) => [tuple, now.get(toKey(tuple))?.[1] ?? EMPTY_CELL]),
    query,
  );
  return {
    kept,
    isLimited: kept.length === query.limit && kept.length < large.length,
    folded: isAll ? both.size - kept.length : Number.POSITIVE_INFINITY,
    unknownShare: toUnknownShare(query, groups, current),
  };
}

/** Cells by the labels of their open groups. */
function toOpenCells(groups: readonly GroupSpec[], cells: readonly Labelled[]) {
  const open = new Map<string, readonly [readonly string[], Cell]>();
  for (const { labels, cell } of cells) {
    const tuple = toOpen(groups, labels);
    const [, before] = open.get(toKey(tuple)) ?? [tuple, EMPTY_CELL];
    open.set(toKey(tuple), [tuple, toSum(before, cell)]);
  }
  return open;
}

function toUnknownShare(query: StatsQuery, groups: readonly GroupSpec[], cells: readonly Labelled[]) {
  const count = (list: readonly Labelled[]) =>
    list.reduce((sum, { cell }) => sum + toMetric(cell.sums, query.types, "total"), 0);
  const all = count(cells);
  const shares = groups.flatMap(({ name, kind }, index) => {
    const unknown = count(cells.filter(({ labels }) => labels[index] === UNKNOWN));
    return kind === "open" ? [[name, all > 0 ? toRounded(unknown / all) : 0] as const] : [];
  });
  return Object.fromEntries(shares);
}

export function toLabelled(rows: readonly EngineRow[], groups: readonly GroupSpec[]): Labelled[] {
  return rows.map((row) => ({ labels: toLabels(row, groups), cell: toCell(row) }));
}

/** The labels of a row as they are shown; the place of a group by event type stays empty. */
export function toLabels(row: EngineRow, groups: readonly GroupSpec[]): string[] {
  return groups.map((group) => (isAsked(group) ? readLabel(row, group) : ""));
}
