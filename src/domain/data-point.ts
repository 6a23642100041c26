import {
  BLOB_COLUMNS,
  BLOBS,
  DOUBLE_COLUMNS,
  DOUBLES,
  type DoubleColumn,
  type LeadEvent,
  SCHEMA_VERSION,
} from "./dataset.ts";

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

/**
 * The Analytics Engine data point of an event. The index, which is the sampling key, is the project.
 * Labels must have gone through the normaliser before.
 */
export function toDataPoint(event: LeadEvent): DataPoint {
  const blobs = new Array<string>(BLOB_COLUMNS.length).fill("");
  for (const column of BLOB_COLUMNS) blobs[slotIndex(BLOBS[column].slot)] = event[column];
  const doubles = new Array<number>(DOUBLE_COLUMNS.length).fill(0);
  for (const column of DOUBLE_COLUMNS) {
    const value = column === "schema_version" ? SCHEMA_VERSION : event[column];
    doubles[slotIndex(DOUBLES[column].slot)] = toStoredNumber(column, value);
  }
  return { indexes: [event.project], blobs, doubles };
}

function slotIndex(slot: string): number {
  return Number(slot.replace(/^\D+/, "")) - 1;
}
