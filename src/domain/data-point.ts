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

const BLOB_INDEXES = BLOB_COLUMNS.map((column) => [column, toIndex(BLOBS[column].slot)] as const);
const DOUBLE_INDEXES = DOUBLE_COLUMNS.map((column) => [column, toIndex(DOUBLES[column].slot)] as const);

/**
 * The Analytics Engine data point of an event. The index, which is the sampling key, is the project.
 * Labels must have gone through the normaliser before.
 */
export function toDataPoint(event: LeadEvent): DataPoint {
  const blobs = new Array<string>(BLOB_COLUMNS.length).fill("");
  for (const [column, index] of BLOB_INDEXES) blobs[index] = event[column];
  const doubles = new Array<number>(DOUBLE_COLUMNS.length).fill(0);
  for (const [column, index] of DOUBLE_INDEXES) {
    const value = column === "schema_version" ? SCHEMA_VERSION : event[column];
    doubles[index] = toStoredNumber(column, value);
  }
  return { indexes: [event.project], blobs, doubles };
}

/** Place of a slot in its list, from 0. */
function toIndex(slot: string): number {
  return Number(slot.replace(/^\D+/, "")) - 1;
}
