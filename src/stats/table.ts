import { Problem } from "../domain/errors.ts";
import { UNKNOWN } from "../domain/label.ts";
import { type Engine, type EngineRow, toNumber } from "../engine/engine.ts";
import { isLiteral } from "../engine/literal.ts";
import { MAX_CELLS, toBucketIndex, toBucketStarts } from "./buckets.ts";
import { type Cell, EMPTY_CELL, sumCells, toCell, toRest, toSum } from "./cell.ts";
import { type Grain, toGrain } from "./grain.ts";
import { Grid, type TableRow, toKey, toOpen } from "./grid.ts";
import { type GroupSpec, isAsked, readLabel, toGroupSpec } from "./group.ts";
import type { StatsQuery } from "./query.ts";
import { toRanked } from "./rank.ts";
import { BUCKET, toCellsStatement, toGroupsStatement, toTotalsStatement } from "./statement.ts";

/** The counted answer to a query, before it is worded. Rows add up to the totals. */
export interface Table {
  readonly totals: Cell;
  readonly rows: readonly TableRow[];
  /** Groups that were found but are summed as `(other)`; `Infinity` when there were too many to count. */
  readonly folded: number;
  readonly neverWritten: boolean;
}

interface Kept {
  /** Open groups that are listed, best first. */
  readonly kept: readonly (readonly string[])[];
  readonly folded: number;
}

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
  const cells = rows.map((row) => ({ labels: toLabels(row, groups), cell: toCell(row) }));
  const listed = sumCells(cells.map(({ cell }) => cell));
  const isAll = rows.length <= MAX_CELLS;
  const { kept, folded } = toKept(query, groups, cells, isAll);
  const grid = new Grid(groups, kept);
  for (const { labels, cell } of cells) grid.add(0, labels, cell);
  if (isAll) return { totals: listed, rows: grid.toRows([undefined], query.types), folded, neverWritten };

  const whole = await engine.ask(toTotalsStatement(query));
  const totals = sumCells(whole.rows.map(toCell));
  grid.add(
    0,
    groups.map(() => ""),
    toRest(totals, listed),
  );
  return { totals, rows: grid.toRows([undefined], query.types), folded, neverWritten };
}

/** Buckets or parts of the clock, by group: the engine folds, so that no answer is cut off. */
async function toTimeTable(
  engine: Engine,
  query: StatsQuery,
  groups: readonly GroupSpec[],
  isOpen: boolean,
): Promise<Table> {
  const starts = query.bucket === "none" ? [undefined] : toBucketStarts(query);
  const perGroup = groups.reduce((count, { labels }) => count * (labels.length || 1), starts.length);
  checkCells(perGroup);
  const { kept, folded } = isOpen ? await askKept(engine, query, groups) : { kept: [[]], folded: 0 };
  checkCells(perGroup * (kept.length + (folded > 0 ? 1 : 0)));

  const grain = toGrain(query);
  const labels = folded > 0 ? toLabelsPerGroup(groups, kept) : new Map<string, string[]>();
  const { rows, neverWritten } = await engine.ask(
    toCellsStatement(query, grain, groups.filter(isAsked), labels),
  );
  const grid = new Grid(groups, kept);
  for (const row of rows) grid.add(toIndex(row, grain, starts), toLabels(row, groups), toCell(row));
  return { totals: grid.toTotals(), rows: grid.toRows(starts, query.types), folded, neverWritten };
}

async function askKept(engine: Engine, query: StatsQuery, groups: readonly GroupSpec[]): Promise<Kept> {
  const open = groups.filter(isAsked).filter(({ kind }) => kind === "open");
  const { rows } = await engine.ask(toGroupsStatement(query, open));
  const cells = rows.map((row) => ({ labels: toLabels(row, open), cell: toCell(row) }));
  const { kept, folded } = toKept(query, open, cells, rows.length <= MAX_CELLS);
  // A value that did not come through the normaliser cannot be named in a statement; it counts among the rest.
  const nameable = kept.filter((tuple) => tuple.every((label) => label === UNKNOWN || isLiteral(label)));
  return { kept: nameable, folded: folded + kept.length - nameable.length };
}

function toKept(
  query: StatsQuery,
  groups: readonly GroupSpec[],
  cells: readonly { labels: readonly string[]; cell: Cell }[],
  isAll: boolean,
): Kept {
  const open = new Map<string, [readonly string[], Cell]>();
  for (const { labels, cell } of cells) {
    const tuple = toOpen(groups, labels);
    const [, before] = open.get(toKey(tuple)) ?? [tuple, EMPTY_CELL];
    open.set(toKey(tuple), [tuple, toSum(before, cell)]);
  }
  const kept = toRanked(open.values(), query).slice(0, query.limit);
  return { kept, folded: isAll ? open.size - kept.length : Number.POSITIVE_INFINITY };
}

function toIndex(row: EngineRow, grain: Grain | undefined, starts: readonly (number | undefined)[]): number {
  if (!grain) return 0;
  return toBucketIndex(starts as readonly number[], grain.toMoment(toNumber(row[BUCKET])));
}

function toLabels(row: EngineRow, groups: readonly GroupSpec[]): string[] {
  return groups.map((group) => (isAsked(group) ? readLabel(row, group) : ""));
}

function toLabelsPerGroup(groups: readonly GroupSpec[], kept: Kept["kept"]): Map<string, string[]> {
  const open = groups.filter(({ kind }) => kind === "open");
  return new Map(
    open.map(({ alias }, index) => [alias, [...new Set(kept.map((tuple) => tuple[index] ?? ""))]]),
  );
}

function checkCells(cells: number): void {
  if (cells <= MAX_CELLS) return;
  const message = `The answer would have more than ${MAX_CELLS} cells (buckets × groups).`;
  throw new Problem("too_many_cells", message, {
    errors: [
      { field: "bucket", message: "choose a longer bucket, a shorter period, fewer groups or a lower limit" },
    ],
  });
}
