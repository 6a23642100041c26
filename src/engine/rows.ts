import { isRecord } from "../domain/is-record.ts";
import type { EngineRow } from "./engine.ts";

/** Whether the value is a list of rows; by hand, because an answer may have thousands and is read on every request. */
export function isRows(value: unknown): value is readonly EngineRow[] {
  return Array.isArray(value) && value.every(isRecord);
}
