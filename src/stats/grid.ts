import { EVENT_TYPES, type EventType, type Metric } from "../domain/dataset.ts";
import { OTHER } from "../domain/label.ts";
import { type Cell, EMPTY_CELL, sumCells } from "./cell.ts";
import { toMetrics } from "./counters.ts";
import type { GroupSpec } from "./group.ts";

export interface TableRow {
  /** Start of the bucket, epoch seconds; `undefined` without buckets. */
  readonly bucket: number | undefined;
  /** One label per group of the query, in its order. */
  readonly labels: readonly string[];
  /** The event types that count in it. */
  readonly types: readonly EventType[];
  readonly metrics: Readonly<Record<Metric, number>>;
  readonly cell: Cell;
}

/** U+0000 cannot stand in a label. */
const SEPARATOR = "\u0000";
export const toKey = (labels: readonly string[]): string => labels.join(SEPARATOR);

/** The labels of the groups whose values are open, in order. */
export function toOpen(groups: readonly GroupSpec[], labels: readonly string[]): string[] {
  return labels.filter((_, index) => groups[index]?.kind === "open");
}

/**
 * Cells by bucket and group. Complete: what nobody submitted is there as zero. `kept` are the open groups that are
 * listed; whatever else is added lands in `(other)`, so rows always add up to the totals.
 */
export class Grid {
  readonly #groups: readonly GroupSpec[];
  readonly #kept: readonly (readonly string[])[];
  readonly #isKept: ReadonlySet<string>;
  readonly #cells = new Map<string, Cell[]>();
  #hasOther = false;

  constructor(groups: readonly GroupSpec[], kept: readonly (readonly string[])[]) {
    this.#groups = groups;
    this.#kept = kept;
    this.#isKept = new Set(kept.map(toKey));
  }

  add(bucket: number, labels: readonly string[], cell: Cell): void {
    const isKept = this.#isKept.has(toKey(toOpen(this.#groups, labels)));
    if (!isKept) this.#hasOther = true;
    const folded = labels.map((label, index) =>
      this.#groups[index]?.kind === "open" && !isKept ? OTHER : label,
    );
    const key = toKey([String(bucket), ...folded]);
    const before = this.#cells.get(key);
    if (before) before.push(cell);
    else this.#cells.set(key, [cell]);
  }

  toTotals(): Cell {
    return sumCells([...this.#cells.values()].flat());
  }

  /** Rows by bucket, then in the order of the groups. */
  toRows(buckets: readonly (number | undefined)[], types: readonly EventType[]): TableRow[] {
    const tuples = this.#toTuples();
    return buckets.flatMap((bucket, index) =>
      tuples.flatMap((labels) => {
        const cell = toOne(this.#cells.get(toKey([String(index), ...labels])) ?? []);
        return toTypedRows(this.#groups, bucket, labels, cell, types);
      }),
    );
  }

  /** Every combination of labels to list; the place of a group by event type stays empty. */
  #toTuples(): string[][] {
    const opens = this.#hasOther
      ? [...this.#kept, this.#kept[0]?.map(() => OTHER) ?? [OTHER, OTHER]]
      : this.#kept;
    const clocks = this.#groups.reduce<string[][]>(
      (rows, group) =>
        group.kind === "clock" ? rows.flatMap((row) => group.labels.map((l) => [...row, l])) : rows,
      [[]],
    );
    return clocks.flatMap((clock) =>
      opens.map((open) => {
        const next = { open: open.values(), clock: clock.values() };
        return this.#groups.map(({ kind }) => (kind === "type" ? "" : (next[kind].next().value ?? "")));
      }),
    );
  }
}

/** Most cells come alone; `(other)` may be hundreds. */
function toOne(cells: readonly Cell[]): Cell {
  const [first = EMPTY_CELL] = cells;
  return cells.length > 1 ? sumCells(cells) : first;
}

const ALONE = Object.fromEntries(EVENT_TYPES.map((type) => [type, [type]])) as unknown as Readonly<
  Record<EventType, readonly [EventType]>
>;

function toTypedRows(
  groups: readonly GroupSpec[],
  bucket: number | undefined,
  labels: readonly string[],
  cell: Cell,
  types: readonly EventType[],
): TableRow[] {
  if (!groups.some(({ kind }) => kind === "type")) {
    return [{ bucket, labels, cell, types, metrics: toMetrics(cell.sums, types) }];
  }
  return EVENT_TYPES.filter((type) => types.includes(type)).map((type) => ({
    bucket,
    labels: labels.map((label, index) => (groups[index]?.kind === "type" ? type : label)),
    cell,
    types: ALONE[type],
    metrics: toMetrics(cell.sums, ALONE[type]),
  }));
}
