import {
  BLOB_COLUMNS,
  BLOBS,
  type BlobColumn,
  type BlobSpec,
  DOUBLE_COLUMNS,
  DOUBLES,
  type DoubleColumn,
  type LeadEvent,
  SCHEMA_VERSION,
} from "./dataset.ts";
import { toLabel } from "./label.ts";

export interface DataPoint {
  readonly indexes: [string];
  readonly blobs: string[];
  readonly doubles: number[];
}

/** A number as the dataset stores it: finite and inside the column's range, otherwise clamped; NaN becomes `min`. */
export function toStoredNumber(column: DoubleColumn, value: number): number {
  const { min, max } = DOUBLES[column];
  return Number.isNaN(value) ? min : Math.min(max, Math.max(min, value));
}

/** A normalised label as the column stores it; what was written and what is looked for both go through here. */
export function toStoredLabel(column: BlobColumn, label: string): string {
  const { form }: BlobSpec = BLOBS[column];
  // Another form can undo a normalisation.
  return form ? toLabel(form(label)) : label;
}

const BLOBS_IN_ORDER = toSlotOrder(BLOB_COLUMNS, (column) => BLOBS[column].slot);
const DOUBLES_IN_ORDER = toSlotOrder(DOUBLE_COLUMNS, (column) => DOUBLES[column].slot);

/**
 * The Analytics Engine data point of an event. The index, which is the sampling key, is the project.
 * Labels must have gone through the normaliser before.
 */
export function toDataPoint(event: LeadEvent): DataPoint {
  return {
    indexes: [event.project],
    blobs: BLOBS_IN_ORDER.map((column) => event[column]),
    doubles: DOUBLES_IN_ORDER.map((column) =>
      toStoredNumber(column, column === "schema_version" ? SCHEMA_VERSION : event[column]),
    ),
  };
}

/** Columns in the order of their slots, of which none is left out. */
function toSlotOrder<C>(columns: readonly C[], toSlot: (column: C) => string): readonly C[] {
  const toNumber = (column: C) => Number(toSlot(column).replace(/^\D+/, ""));
  return columns.toSorted((one, other) => toNumber(one) - toNumber(other));
}
