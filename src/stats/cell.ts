import { type EngineRow, toNumber } from "../engine/engine.ts";
import { SUM_ALIASES } from "./counters.ts";

/** Everything counted in one bucket and group. */
export interface Cell {
  /** By alias; adds up over cells. */
  readonly sums: Readonly<Record<string, number>>;
  /** Largest sample interval; above 1 the counts are estimates. */
  readonly maxInterval: number;
  /** Epoch seconds; `undefined` in an empty cell. */
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
}

export const EMPTY_CELL: Cell = { sums: {}, maxInterval: 1, firstAt: undefined, lastAt: undefined };

export function toCell(row: EngineRow): Cell {
  return {
    sums: Object.fromEntries(SUM_ALIASES.map((alias) => [alias, toNumber(row[alias])])),
    maxInterval: Math.max(1, toNumber(row.max_interval)),
    firstAt: toNumber(row.first_at) || undefined,
    lastAt: toNumber(row.last_at) || undefined,
  };
}

export function toSum(a: Cell, b: Cell): Cell {
  return {
    sums: toCombined(a, b, 1),
    maxInterval: Math.max(a.maxInterval, b.maxInterval),
    firstAt: toExtreme(Math.min, a.firstAt, b.firstAt),
    lastAt: toExtreme(Math.max, a.lastAt, b.lastAt),
  };
}

/** What is left of a whole after its part; keeps the whole's extremes. */
export function toRest(whole: Cell, part: Cell): Cell {
  return { ...whole, sums: toCombined(whole, part, -1) };
}

export function sumCells(cells: Iterable<Cell>): Cell {
  let sum = EMPTY_CELL;
  for (const cell of cells) sum = toSum(sum, cell);
  return sum;
}

function toCombined(a: Cell, b: Cell, sign: 1 | -1): Record<string, number> {
  return Object.fromEntries(
    SUM_ALIASES.map((alias) => [alias, (a.sums[alias] ?? 0) + sign * (b.sums[alias] ?? 0)]),
  );
}

function toExtreme(pick: (...values: number[]) => number, a: number | undefined, b: number | undefined) {
  const known = [a, b].filter((value) => value !== undefined);
  return known.length > 0 ? pick(...known) : undefined;
}
