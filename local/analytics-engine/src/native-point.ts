import { DATASET_NAME_RULE, isDatasetName } from "./dialect/dataset-name.ts";
import { type Point, SLOTS } from "./point.ts";

/** What workerd sent cannot be a data point; the message says which field. */
export class NativePointInvalid extends Error {}

const NANOSECONDS_PER_SECOND = 1_000_000_000n;

function toBytes(value: unknown, field: string): string {
  if (value === undefined || value === null) return "";
  if (!Array.isArray(value)) throw new NativePointInvalid(`${field} must be an array of byte values`);
  let bytes = "";
  for (const byte of value) {
    if (!Number.isInteger(byte) || byte < 0 || byte > 255) {
      throw new NativePointInvalid(`${field} must hold byte values from 0 to 255`);
    }
    bytes += String.fromCharCode(byte);
  }
  return bytes;
}

const SPECIAL_DOUBLES: Record<string, number> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
};

function toDouble(value: unknown, field: string): number {
  if (value === undefined || value === null) return 0;
  if (typeof value === "number") return value;
  const special = typeof value === "string" ? SPECIAL_DOUBLES[value] : undefined;
  if (special === undefined) throw new NativePointInvalid(`${field} must be a number`);
  return special;
}

function toSeconds(value: unknown): number {
  if (typeof value !== "string" || !/^\d{1,19}$/.test(value)) {
    throw new NativePointInvalid("timestamp must be a string of nanoseconds");
  }
  return Number(BigInt(value) / NANOSECONDS_PER_SECOND);
}

/**
 * Decodes the JSON object that workerd's native `AnalyticsEngine` binding posts for one data point:
 * texts are arrays of byte values, absent slots are unset, the time is nanoseconds as a string.
 * @throws NativePointInvalid naming the field that does not fit
 */
export function readNativePoint(body: string): { dataset: string; point: Point } {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new NativePointInvalid("the body is not JSON");
  }
  if (typeof parsed !== "object" || parsed === null)
    throw new NativePointInvalid("the body is not an object");
  const fields = parsed as Record<string, unknown>;
  const dataset = toBytes(fields.dataset, "dataset");
  if (!isDatasetName(dataset)) {
    throw new NativePointInvalid(`dataset must be ${DATASET_NAME_RULE}`);
  }
  const blobs: string[] = [];
  const doubles: number[] = [];
  for (let slot = 1; slot <= SLOTS; slot++) {
    blobs.push(toBytes(fields[`blob${slot}`], `blob${slot}`));
    doubles.push(toDouble(fields[`double${slot}`], `double${slot}`));
  }
  const index = toBytes(fields.index1, "index1");
  return {
    dataset,
    point: { timestamp: toSeconds(fields.timestamp), sampleInterval: 1, index, blobs, doubles },
  };
}
