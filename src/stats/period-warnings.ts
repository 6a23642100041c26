import type { Range } from "../domain/period.ts";
import type { Warning } from "./answer.ts";

/**
 * That a range is not over, or has not begun.
 * @param now epoch seconds
 */
export function toPeriodWarnings({ from, to }: Range, now: number): Warning[] {
  if (from > now) return [{ code: "future_period", message: "The period lies in the future." }];
  if (to <= now) return [];
  return [{ code: "open_period", message: "The period is not over; its last part is still filling." }];
}
