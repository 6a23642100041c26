import { LineInvalid } from "./line-invalid.ts";

const ISO_WITH_OFFSET = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;
const MILLISECONDS_FROM = 100_000_000_000;

function toEpochSeconds(value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) {
    if (value >= MILLISECONDS_FROM)
      throw new LineInvalid("timestamp looks like milliseconds; give epoch seconds");
    return Math.floor(value);
  }
  const [, date] = typeof value === "string" ? (ISO_WITH_OFFSET.exec(value) ?? []) : [];
  const milliseconds = date === undefined ? Number.NaN : Date.parse(String(value));
  if (date === undefined || Number.isNaN(milliseconds) || !isDate(date)) {
    throw new LineInvalid(
      "timestamp must be ISO 8601 with an offset (2026-11-20T09:30:00+05:30) or epoch seconds",
    );
  }
  return Math.floor(milliseconds / 1000);
}

// Date.parse takes 30 February for a day in March.
function isDate(date: string): boolean {
  return new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}

/**
 * Reads a point's time as whole epoch seconds.
 * @throws LineInvalid when it is no time, or outside what may be imported
 */
export function readTimestamp(value: unknown, limits: { earliest: number; latest: number }): number {
  const seconds = toEpochSeconds(value);
  if (seconds > limits.latest) throw new LineInvalid("timestamp is in the future");
  if (seconds < limits.earliest) {
    const earliest = new Date(limits.earliest * 1000).toISOString();
    throw new LineInvalid(`timestamp is before ${earliest.slice(0, 19)}Z, the earliest accepted`);
  }
  return seconds;
}
