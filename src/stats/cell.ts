import { type EngineRow, toNumber } from "../engine/engine.ts";
import { type Counters, SUM_ALIASES } from "./counters.ts";

/** Everything counted in one bucket and group. */
export interface Cell {
  /** Adds up over cells. */
  readonly sums: Counters;
  /** Largest sample interval; above 1 the counts are estimates. */
  readonly maxInterval: number;
  /** Epoch seconds; `undefined` in an empty cell. */
  readonly firstAt: number | undefined;
  readonly lastAt: number | undefined;
}

const SIZE = SUM_ALIASES.length;

export const EMPTY_CELL: Cell = {
  sums: new Float64Array(SIZE),
  maxInterval: 1,
  firstAt: undefined,
  lastAt: undefined,
};

/** What one row of an answer counted. */
export function toCell(row: EngineRow): Cell {
  const sums = new Float64Array(SIZE);
  let place = 0;
  for (const alias of SUM_ALIASES) sums[place++] = toNumber(row[alias]);
  return {
    sums,
    maxInterval: Math.max(1, toNumber(row.max_interval)),
    firstAt: toNumber(row.first_at) || undefined,
    lastAt: toNumber(row.last_at) || undefined,
  };
}

/** Two cells as one. */
export function toSum(a: Cell, b: Cell): Cell {
  // Most cells are met once; an answer has thousands.
  if (a === EMPTY_CELL) return b;
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
  const sums = new Float64Array(SIZE);
  let { maxInterval, firstAt, lastAt } = EMPTY_CELL;
  let isEmpty = true;
  for (const cell of cells) {
    isEmpty = false;
    addTo(sums, cell.sums, 1);
    maxInterval = Math.max(maxInterval, cell.maxInterval);
    firstAt = toExtreme(Math.min, firstAt, cell.firstAt);
    lastAt = toExtreme(Math.max, lastAt, cell.lastAt);
  }
  return isEmpty ? EMPTY_CELL : { sums, maxInterval, firstAt, lastAt };
}

function toCombined(a: Cell, b: Cell, sign: 1 | -1): Counters {
  const sums = a.sums.slice();
  addTo(sums, b.sums, sign);
  return sums;
}

function addTo(sums: Float64Array, counters: Counters, sign: 1 | -1): void {
  for (let place = 0; place < SIZE; place++) sums[place] = (sums[place] ?? 0) + sign * (counters[place] ?? 0);
}

function toExtreme(pick: (a: number, b: number) => number, a: number | undefined, b: number | undefined) {
  if (a === undefined || b === undefined) return a ?? b;
  return pick(a, b);
}
