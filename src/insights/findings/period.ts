import { toIso } from "../../domain/zone.ts";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { toShiftDays } from "../../stats/compare.ts";
import type { SummaryRequest } from "../../stats/request.ts";
import { type Compared, toCompared } from "../changes/days.ts";
import { readRange } from "../period/fields.ts";
import { type Counts, toWhole } from "../period/segments.ts";
import { type DailySeries, toDailySeries, toUntil } from "../period/series.ts";

/** The summary's period within a longer series of whole days. */
export interface FindingPeriod {
  readonly series: DailySeries;
  /** Everything, day by day. */
  readonly days: readonly Counts[];
  /** Index of the first day of the period; days before it are history. */
  readonly start: number;
  readonly compared: Compared;
  readonly isFuture: boolean;
  /** What the summary covers, from its first moment to the first no longer counted, with the zone's offset. */
  readonly asked: { readonly from: string; readonly to: string };
}

/** The whole days of a period and all before them. */
export function toFindingPeriod(
  request: SummaryRequest,
  defaultDays: number,
  answer: WholeStatsAnswer,
  nowMs: number,
): FindingPeriod {
  const { timezone } = answer.query;
  const range = readRange(request, defaultDays, timezone, nowMs);
  const first = toIso(timezone, range.from).slice(0, 10);
  const last = toIso(timezone, range.to - 1).slice(0, 10);
  const series = toUntil(toDailySeries(answer, nowMs), last);
  const found = series.dates.findIndex((date) => date >= first);
  const shift = toShiftDays(range, timezone, "previous_weekday_aligned");
  return {
    series,
    days: toWhole(series.rows),
    start: found < 0 ? series.dates.length : found,
    compared: toCompared(series, first, last, shift),
    isFuture: range.from * 1000 > nowMs,
    asked: { from: toIso(timezone, range.from), to: toIso(timezone, range.to) },
  };
}
