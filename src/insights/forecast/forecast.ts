import type { Metric } from "../../domain/dataset.ts";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { readRequest } from "../../stats/read.ts";
import { toWhose } from "../../stats/whose.ts";
import type { Method } from "../answer.ts";
import type { Ask } from "../ask.ts";
import { toInsightLink } from "../link.ts";
import { toShareTail } from "../math/shares.ts";
import { toSum } from "../math/sums.ts";
import { mergeQuality } from "../merge-quality.ts";
import { toCountedMetric, toNouns } from "../nouns.ts";
import { toShiftedDate } from "../period/date.ts";
import { toAsked } from "../period/fields.ts";
import { type DailySeries, toDailySeries } from "../period/series.ts";
import { type Baseline, toBaseline } from "../series/baseline.ts";
import { toAmount, toCounted, toDigits, toListed } from "../words.ts";
import type { ForecastAnswer } from "./answer.ts";
import { LEVEL, toHorizonForecast } from "./horizon.ts";
import { FORECAST_DAYS, FORECAST_REQUEST, type ForecastRequest } from "./request.ts";

/** Least history, in whole days, for each horizon. */
const HORIZONS = [
  { horizon: "day", days: 1, needs: 14 },
  { horizon: "week", days: 7, needs: 21 },
  { horizon: "month", days: 30, needs: 42 },
] as const;
const MIN_DAYS = HORIZONS[0].needs;
const MIN_LEADS = 10;

const METHOD: Method = {
  name: "Discounted level with weekday factors",
  sentence:
    "Level and weekday factors are discounted sums with several memories, weighted by how well each has forecast so far; " +
    "intervals are widened or narrowed after every outcome until they miss one time in five.",
  minimum: `${MIN_DAYS} whole days with ${MIN_LEADS} leads; ${HORIZONS[1].needs} days for a week, ${HORIZONS[2].needs} for a month.`,
  interval: LEVEL,
  reference: "Harvey & Fernandes (1989), JBES 7; Gibbs & Candès (2021), NeurIPS",
  statements: 1,
};

/**
 * Leads to expect in the next day, week and month, from one question by day.
 * @throws Problem `invalid_parameter`, and whatever the statistics throw
 */
export async function toForecast(raw: unknown, ask: Ask, nowMs: number): Promise<ForecastAnswer> {
  const request = readRequest(FORECAST_REQUEST, raw);
  const answer = await ask({
    ...toAsked(request, FORECAST_DAYS),
    filters: request.filters,
    bucket: "day",
  });
  return toForecastAnswer(request, answer, nowMs);
}

function toForecastAnswer(request: ForecastRequest, answer: WholeStatsAnswer, nowMs: number): ForecastAnswer {
  const series = toDailySeries(answer, nowMs);
  const counts = series.rows.map(([row]) => Math.max(0, row?.[request.metric] ?? 0));
  const total = toSum(counts);
  const reason = toMissing(counts.length, total, request.metric, Date.parse(answer.query.from) > nowMs);
  const baseline = toBaseline(counts, series.weekdays);
  const horizons = reason === null ? toHorizons(series, counts, baseline, answer, nowMs) : [];
  const { from, to, timezone, filters } = answer.query;
  const query = { from, to, timezone, metric: request.metric, filters };
  return {
    headline: reason ?? toHeadline(horizons, toNouns(request.metric) + toWhose(query)),
    status: reason === null ? "ok" : "not_enough_data",
    reason,
    query,
    history: {
      days: counts.length,
      total,
      per_day: counts.length > 0 ? toDigits(total / counts.length, 2) : null,
      dispersion: reason === null ? toDigits(baseline.steps.at(-1)?.dispersion ?? 1, 2) : null,
    },
    weekday_factors:
      reason === null ? (baseline.origins.at(-1)?.factors ?? []).map((factor) => toDigits(factor, 3)) : [],
    horizons,
    method: METHOD,
    quality: mergeQuality(answer),
    link: toInsightLink(answer, "forecast", query),
  };
}

function toHorizons(
  { dates, weekdays }: DailySeries,
  counts: readonly number[],
  baseline: Baseline,
  { query }: WholeStatsAnswer,
  nowMs: number,
): ForecastAnswer["horizons"] {
  const last = dates.at(-1) ?? "";
  // While a day is under way it is neither history nor future: the forecast begins with the one after it.
  const gap = Date.parse(query.to) > nowMs ? 1 : 0;
  return HORIZONS.filter(({ needs }) => counts.length >= needs).map(({ horizon, days }) => {
    const { value, low, high, backTest } = toHorizonForecast(counts, weekdays, baseline, days, gap);
    return {
      horizon,
      from: toShiftedDate(last, gap + 1),
      to: toShiftedDate(last, gap + days),
      expected: toDigits(value, 1),
      low,
      high,
      back_test: {
        origins: backTest.origins,
        within: backTest.within,
        error_ratio: backTest.naiveError > 0 ? toDigits(backTest.error / backTest.naiveError, 3) : null,
      },
    };
  });
}

function toMissing(days: number, total: number, metric: Metric, isFuture: boolean): string | null {
  if (isFuture)
    return "Not enough data: the period is what is learnt from, and it lies in the future. Leave it out: the next day, week and month are forecast anyway.";
  if (days >= MIN_DAYS && total >= MIN_LEADS) return null;
  return `Not enough data: ${toCounted(days, "whole day")} with ${toCountedMetric(total, metric)} to learn from in the period; a forecast needs ${MIN_DAYS} days with ${MIN_LEADS}.`;
}

function toHeadline(horizons: ForecastAnswer["horizons"], nouns: string): string {
  const parts = horizons.map(
    ({ horizon, expected, low, high }) => `${toAmount(expected)} (${low} to ${high}) in the next ${horizon}`,
  );
  const missed = horizons
    .filter(({ back_test: past }) => isBelowClaim(past))
    .map(
      ({ horizon, back_test: past }) =>
        `the one for a ${horizon} held ${past.within} of ${past.origins} times`,
    );
  const claim =
    missed.length === 0
      ? `each range holds with ${LEVEL * 100} % probability`
      : `ranges are meant to hold ${LEVEL * 100} % of the time, but so far ${toListed(missed)}`;
  return `Expected ${nouns}: ${parts.join(", ")}; ${claim}.`;
}

/** Whether so few outcomes inside the range would be chance in one case of twenty at most, had it held as it claims. */
function isBelowClaim({ within, origins }: ForecastAnswer["horizons"][number]["back_test"]): boolean {
  return toShareTail({ mean: LEVEL, intraclass: 0 }, within + 1, origins) > 0.95;
}
