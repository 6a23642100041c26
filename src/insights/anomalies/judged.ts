import type { Metric } from "../../domain/dataset.ts";
import { toWhole } from "../period/segments.ts";
import type { DailySeries } from "../period/series.ts";
import { isKnown } from "./days.ts";

/** What a period could be judged by. */
export interface Judged {
  /** Days, by count or by share. */
  readonly days: number;
  readonly kinds: readonly ("count" | "share" | "silence")[];
}

/** What there is history enough for, of the days from index `start` on. */
export function toJudged(
  { rows }: Pick<DailySeries, "rows">,
  metric: Metric,
  start: number,
  hasSilences: boolean,
): Judged {
  const whole = toWhole(rows);
  const toDays = (name: Metric) => {
    const counts = whole.map((day) => day[name]);
    return counts.filter((_, index) => index >= start && isKnown(counts.slice(0, index))).length;
  };
  const [counts, shares] = [toDays(metric), toDays("total")];
  return {
    days: Math.max(counts, shares),
    kinds: [
      ...(counts > 0 ? (["count"] as const) : []),
      ...(shares > 0 ? (["share"] as const) : []),
      ...(hasSilences ? (["silence"] as const) : []),
    ],
  };
}
