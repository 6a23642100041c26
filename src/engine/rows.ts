import type { EngineRow } from "./engine.ts";

/** Whether the value is a list of rows; by hand, because an answer may have thousands and is read on every request. */
export function isRows(value: unknown): value is readonly EngineRow[] {
  return Array.isArray(value) && value.every(isRecord);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
