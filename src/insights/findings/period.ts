import type { Dimension } from "../../domain/dataset.ts";
import { toIso } from "../../domain/zone.ts";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { toShiftDays } from "../../stats/compare.ts";
import { DEFAULT_DAYS, type SummaryRequest } from "../../stats/request.ts";
import { type Compared, toCompared } from "../changes/days.ts";
import { readRange } from "../period/fields.ts";
import { type Counts, toWhole } from "../period/segments.ts";
import { type DailySeries, toDailySeries, toUntil } from "../period/series.ts";

/** What findings look into besides the whole; one question, two statements. */
export const DIMENSIONS: readonly [Dimension, Dimension] = ["project", "source"];

/** The summary's period within a longer series of whole days. */
export interface FindingPeriod {
  readonly series: DailySeries;
  /** The same days by each of the dimensions looked into. */
  readonly segments: readonly { readonly dimension: Dimension; readonly series: DailySeries }[];
  /** Everything, day by day. */
  readonly days: readonly Counts[];
  /** Index of the first day of the period; days before it are history. */
  readonly start: number;
  readonly compared: Compared;
  readonly isFuture: boolean;
  /** What the summary covers, from its first moment to the first no longer counted, with the zone's offset. */
  readonly asked: { readonly from: string; readonly to: string };
}

/**
 * The whole days of a period and all before them.
 * @param answers by day, each by one of the dimensions looked into; the first stands for the whole
 */
export function toFindingPeriod(
  request: SummaryRequest,
  answers: readonly [WholeStatsAnswer, ...WholeStatsAnswer[]],
  nowMs: number,
): FindingPeriod {
  const { timezone } = answers[0].query;
  const range = readRange(request, DEFAULT_DAYS, timezone, nowMs);
  const first = toIso(timezone, range.from).slice(0, 10);
  const last = toIso(timezone, range.to - 1).slice(0, 10);
  const toOwn = (answer: WholeStatsAnswer) => toUntil(toDailySeries(answer, nowMs), last);
  const series = toOwn(answers[0]);
  const found = series.dates.findIndex((date) => date >= first);
  const shift = toShiftDays(range, timezone, "previous_weekday_aligned");
  return {
    series,
    segments: DIMENSIONS.flatMap((dimension) => {
      const answer = answers.find(({ query }) => query.group_by.includes(dimension));
      return answer ? [{ dimension, series: toOwn(answer) }] : [];
    }),
    days: toWhole(series.rows),
    start: found < 0 ? series.dates.length : found,
    compared: toCompared(series, first, last, shift),
    isFuture: range.from * 1000 > nowMs,
    asked: { from: toIso(timezone, range.from), to: toIso(timezone, range.to) },
  };
}
