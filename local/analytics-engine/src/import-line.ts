import { readTimestamp } from "./import-time.ts";
import { LineInvalid } from "./line-invalid.ts";
import { MAX_BLOBS_BYTES, MAX_INDEX_BYTES, type Point, SLOTS, toByteString } from "./point.ts";
import { TARGETS, toTargets } from "./target.ts";

const MAX_SAMPLE_INTERVAL = 4_294_967_295;
const LONGEST_QUOTED_KEY = 60;

export interface ImportRules {
  /** Column name → slot, besides the slots' own names. */
  columns: Record<string, string>;
  /** Epoch seconds; later points are refused. */
  latest: number;
  /** Epoch seconds; earlier points are refused. */
  earliest: number;
}

function readText(value: unknown, label: string): string {
  if (typeof value !== "string") throw new LineInvalid(`${label} must be a string`);
  return toByteString(value);
}

function readDouble(value: unknown, label: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new LineInvalid(`${label} must be a finite number`);
}

function readInterval(value: unknown): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= MAX_SAMPLE_INTERVAL)
    return value;
  throw new LineInvalid("_sample_interval must be a whole number of at least 1");
}

function readObject(line: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw new LineInvalid("not valid JSON");
  }
  if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) {
    return parsed as Record<string, unknown>;
  }
  throw new LineInvalid("not a JSON object");
}

function checkSizes({ index, blobs }: Point): void {
  if (index.length > MAX_INDEX_BYTES) throw new LineInvalid(`index1 is longer than ${MAX_INDEX_BYTES} bytes`);
  let size = 0;
  for (const blob of blobs) size += blob.length;
  if (size > MAX_BLOBS_BYTES)
    throw new LineInvalid(`the blobs together are larger than ${MAX_BLOBS_BYTES} bytes`);
}

/**
 * Makes the reader of one dataset's NDJSON lines. Keys are `timestamp` (required), `_sample_interval`, slots
 * and the dataset's column names; `null` leaves a slot unset. Where column names are known, a missing index
 * becomes the value of the column `project`, or of blob1. The reader throws LineInvalid with the reason.
 */
export function createLineReader(rules: ImportRules): (line: string) => Point {
  const targets = toTargets(rules.columns);
  const named = Object.keys(rules.columns).length > 0;
  const indexAt = targets.get("project")?.at ?? 0;
  const givenIn = new Uint32Array(TARGETS);
  let turn = 0;

  return (line) => {
    turn++;
    const blobs = new Array<string>(SLOTS).fill("");
    const doubles = new Array<number>(SLOTS).fill(0);
    let timestamp: number | null = null;
    let sampleInterval = 1;
    let index: string | null = null;

    const fields = readObject(line);
    for (const key in fields) {
      const value = fields[key];
      const target = targets.get(key);
      if (!target) throw new LineInvalid(`unknown key ${JSON.stringify(key.slice(0, LONGEST_QUOTED_KEY))}`);
      const { kind, at, label, id } = target;
      if (givenIn[id] === turn) throw new LineInvalid(`${label} is given twice`);
      givenIn[id] = turn;
      if (kind === "timestamp") timestamp = readTimestamp(value, rules);
      else if (kind === "interval") sampleInterval = readInterval(value);
      else if (value === null) continue;
      else if (kind === "blob") blobs[at] = readText(value, label);
      else if (kind === "double") doubles[at] = readDouble(value, label);
      else index = readText(value, label);
    }

    if (timestamp === null) throw new LineInvalid("timestamp is missing");
    const point = {
      timestamp,
      sampleInterval,
      index: index ?? (named ? (blobs[indexAt] ?? "") : ""),
      blobs,
      doubles,
    };
    checkSizes(point);
    return point;
  };
}
