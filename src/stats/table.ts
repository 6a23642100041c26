import { type Engine, type EngineRow, toNumber } from "../engine/engine.ts";
import { toBucketIndex, toBucketStarts } from "./buckets.ts";
import { type Cell, sumCells, toCell, toRest } from "./cell.ts";
import { checkCells, toPerGroup, toRoom } from "./cell-limit.ts";
import { type Grain, toGrain } from "./grain.ts";
import { Grid, type TableRow } from "./grid.ts";
import { type GroupSpec, isAsked, toGroupSpec } from "./group.ts";
import { type Kept, type Labelled, toKept, toLabelled, toLabels } from "./kept.ts";
import { toNameable } from "./nameable.ts";
import type { StatsQuery } from "./query.ts";
import { MAX_CELLS } from "./request.ts";
import {
  BUCKET,
  PERIOD,
  PERIODS,
  toCellsStatement,
  toGroupsStatement,
  toTotalsStatement,
} from "./statement.ts";

/** One range, counted. Rows add up to the totals. */
export interface Side {
  readonly totals: Cell;
  readonly rows: readonly TableRow[];
}

/** The counted answer to a query, before it is worded. */
export interface Table {
  readonly current: Side;
  /** Only when two ranges are compared; groups are listed by both together. */
  readonly earlier: Side | undefined;
  /** Groups that were found but are summed as `(other)`; `Infinity` when there were too many to count. */
  readonly folded: number;
  /** It was the query's limit that left groups out. */
  readonly isLimited: boolean;
  /** Share of events without a value, per open group. */
  readonly unknownShare: Readonly<Record<string, number>>;
  readonly neverWritten: boolean;
}

/** What is kept of groups whose labels are all known. */
export const NOTHING_OPEN: Kept = { kept: [[]], folded: 0, isLimited: false, unknownShare: {} };

/**
 * Asks the engine: one statement, or two when the largest groups must be known before the rest can be folded.
 * @throws Problem `too_many_cells`, or what the engine throws
 */
export async function toTable(engine: Engine, query: StatsQuery): Promise<Table> {
  const groups = query.groupBy.map((name, index) => toGroupSpec(name, index, query));
  const isOpen = groups.some(({ kind }) => kind === "open");
  const isClock = query.bucket !== "none" || groups.some(({ kind }) => kind === "clock");
  return isOpen && !isClock ? toRanking(engine, query, groups) : toTimeTable(engine, query, groups, isOpen);
}

/** Groups only: all of them are read, the smaller ones summed here. */
async function toRanking(engine: Engine, query: StatsQuery, groups: readonly GroupSpec[]): Promise<Table> {
  const { rows, neverWritten } = await engine.ask(toGroupsStatement(query, groups.filter(isAsked)));
  const isAll = rows.length <= MAX_CELLS;
  const whole = isAll ? [] : (await engine.ask(toTotalsStatement(query))).rows;
  const current = toLabelled(rows.filter(isCurrent), groups);
  const earlier = toLabelled(rows.filter(isEarlier), groups);
  const perGroup = toPerGroup(groups);
  const { kept, folded, unknownShare, isLimited } = toKept(
    query,
    groups,
    current,
    earlier,
    isAll,
    toRoom(query, perGroup),
  );
  checkCells(perGroup * (kept.length + (folded > 0 ? 1 : 0)), query);

  const toSide = (cells: readonly Labelled[], isOwn: (row: EngineRow) => boolean): Side => {
    const grid = new Grid(groups, kept);
    for (const { labels, cell } of cells) grid.add(0, labels, cell);
    const listed = sumCells(cells.map(({ cell }) => cell));
    const totals = isAll ? listed : sumCells(whole.filter(isOwn).map(toCell));
    if (!isAll)
      grid.add(
        0,
        groups.map(() => ""),
        toRest(totals, listed),
      );
    return { totals, rows: grid.toRows([undefined], query.types) };
  };
  return {
    current: toSide(current, isCurrent),
    earlier: query.earlier && toSide(earlier, isEarlier),
    folded,
    isLimited,
    unknownShare,
    neverWritten,
  };
}

/** Buckets or parts of the clock, by group: the engine folds, so that no answer is cut off. */
async function toTimeTable(
  engine: Engine,
  query: StatsQuery,
  groups: readonly GroupSpec[],
  isOpen: boolean,
): Promise<Table> {
  const perGroup = toStarts(query).length * toPerGroup(groups);
  const { kept, folded, unknownShare, isLimited } = isOpen
    ? await askKept(engine, query, groups, toRoom(query, perGroup))
    : NOTHING_OPEN;
  checkCells(perGroup * (kept.length + (folded > 0 ? 1 : 0)), query);

  const grain = toGrain(query);
  const labels = folded > 0 ? toLabelsPerGroup(groups, kept) : new Map<string, string[]>();
  const { rows, neverWritten } = await engine.ask(
    toCellsStatement(query, grain, groups.filter(isAsked), labels),
  );

  const toSide = (side: StatsQuery, isOwn: (row: EngineRow) => boolean): Side => {
    const starts = toStarts(side);
    const grid = new Grid(groups, kept);
    for (const row of rows.filter(isOwn)) {
      grid.add(toIndex(row, grain, starts), toLabels(row, groups), toCell(row));
    }
    return { totals: grid.toTotals(), rows: grid.toRows(starts, query.types) };
  };
  return {
    current: toSide(query, isCurrent),
    earlier: query.earlier && toSide({ ...query, range: query.earlier }, isEarlier),
    folded,
    isLimited,
    unknownShare,
    neverWritten,
  };
}

function toStarts(query: StatsQuery): (number | undefined)[] {
  return query.bucket === "none" ? [undefined] : toBucketStarts(query);
}

/** Rows of a statement without comparison carry no period and are all current. */
function isCurrent(row: EngineRow): boolean {
  return row[PERIOD] === undefined || toNumber(row[PERIOD]) === PERIODS.current;
}

function isEarlier(row: EngineRow): boolean {
  return !isCurrent(row);
}

async function askKept(
  engine: Engine,
  query: StatsQuery,
  groups: readonly GroupSpec[],
  room: number,
): Promise<Kept> {
  const open = groups.filter(isAsked).filter(({ kind }) => kind === "open");
  const { rows } = await engine.ask(toGroupsStatement(query, open));
  const current = toLabelled(rows.filter(isCurrent), open);
  const earlier = toLabelled(rows.filter(isEarlier), open);
  return toNameable(toKept(query, open, current, earlier, rows.length <= MAX_CELLS, room));
}

/** The place of a row's bucket among the starts of all. */
export function toIndex(
  row: EngineRow,
  grain: Grain | undefined,
  starts: readonly (number | undefined)[],
): number {
  if (!grain) return 0;
  return toBucketIndex(starts as readonly number[], grain.toMoment(toNumber(row[BUCKET])));
}

function toLabelsPerGroup(groups: readonly GroupSpec[], kept: Kept["kept"]): Map<string, string[]> {
  const open = groups.filter(({ kind }) => kind === "open");
  return new Map(
    open.map(({ alias }, index) => [alias, [...new Set(kept.map((tuple) => tuple[index] ?? ""))]]),
  );
}
