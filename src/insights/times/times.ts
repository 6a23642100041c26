import type { Metric } from "../../domain/dataset.ts";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { readRequest } from "../../stats/read.ts";
import { MAX_CELLS } from "../../stats/request.ts";
import { toWhose } from "../../stats/whose.ts";
import type { Method } from "../answer.ts";
import type { Ask } from "../ask.ts";
import { toHorizonForecast } from "../forecast/horizon.ts";
import { toInsightLink } from "../link.ts";
import { toSum } from "../math/sums.ts";
import { mergeQuality } from "../merge-quality.ts";
import { toCountedMetric } from "../nouns.ts";
import { toAsked, toSpanDays } from "../period/fields.ts";
import { toBaseline } from "../series/baseline.ts";
import { toCounted, toDigits } from "../words.ts";
import type { TimesAnswer } from "./answer.ts";
import { MIN_LEADS, MIN_WEEKS, toBackTest } from "./back-test.ts";
import { toBackTestRow } from "./back-test-row.ts";
import { toTimesDays } from "./days.ts";
import { LEVEL } from "./effects.ts";
import { type TimesDay, toTimesModel } from "./model.ts";
import { toEvidence, toHours, toWeekdays } from "./profile.ts";
import { toRecentRate } from "./recent-rate.ts";
import { TIMES_DAYS, TIMES_REQUEST, type TimesRequest } from "./request.ts";
import { toHeadline } from "./sentence.ts";
import { toStaffing } from "./staffing.ts";
import { toWindowRows } from "./window-rows.ts";

const METHOD: Method = {
  name: "Effects that repeat",
  sentence:
    "Effects of hour, weekday and single slot are drawn towards the mean and kept as far as they predict weeks left " +
    "out; windows are named only beyond chance (1 in 100); bursts are put back to what is usual.",
  minimum: `${MIN_WEEKS} whole weeks with ${MIN_LEADS} leads.`,
  interval: LEVEL,
  reference: "Copas (1983), JRSS B 45; van Houwelingen & le Cessie (1990), Statistics in Medicine 9",
  statements: 1,
};

const HOURS = 24;
/** Somewhat fewer than the core refuses: a span is only roughly known, and clock changes and part of a day add to it. */
const MAX_BUCKETS = MAX_CELLS - 100;

/**
 * When leads come and when they are good, from one question by half hour or hour.
 * @throws Problem `invalid_parameter`, and whatever the statistics throw
 */
export async function toBestTimes(raw: unknown, ask: Ask, nowMs: number): Promise<TimesAnswer> {
  const given = readRequest(TIMES_REQUEST, raw);
  const span = toSpanDays(given, TIMES_DAYS, nowMs);
  // A period too long for half hours is answered in hours; one too long for hours is refused by the core.
  const request: TimesRequest = span * 48 > MAX_BUCKETS ? { ...given, bucket: "60min" } : given;
  const answer = await ask({
    ...toAsked(request, TIMES_DAYS),
    filters: request.filters,
    bucket: request.bucket,
  });
  return toTimesAnswer(request, answer, nowMs);
}

function toTimesAnswer(request: TimesRequest, answer: WholeStatsAnswer, nowMs: number): TimesAnswer {
  const slots = request.bucket === "30min" ? 48 : HOURS;
  const days = toTimesDays(answer, request, slots, nowMs);
  const hourly = slots === HOURS ? days : toTimesDays(answer, request, HOURS, nowMs);
  const leads = toTotal(days, ({ leads: counts }) => counts);
  const reason = toMissing(days.length, leads, request.metric);
  const { from, to, timezone, filters } = answer.query;
  const { bucket, window, metric, good } = request;
  const query = { from, to, timezone, bucket, window, metric, good, filters };
  const parts = reason === null ? toParts(days, hourly, slots, request) : NOTHING;
  return {
    headline: reason ?? toHeadline(parts, toWhose(query)),
    status: reason === null ? "ok" : "not_enough_data",
    reason,
    query,
    ...parts,
    history: { ...parts.history, weeks: Math.floor(days.length / 7), leads },
    method: METHOD,
    quality: mergeQuality(answer),
    link: toInsightLink(answer, "best-times", query),
  };
}

type Parts = Pick<TimesAnswer, "evidence" | "windows" | "hours" | "weekdays" | "staffing" | "back_test"> & {
  readonly history: Pick<TimesAnswer["history"], "leads_per_week" | "good_rate">;
};

const NOTHING: Parts = {
  history: { leads_per_week: null, good_rate: null },
  evidence: null,
  windows: [],
  hours: [],
  weekdays: [],
  staffing: [],
  back_test: null,
};

/** Windows in the steps asked for; what is listed for every hour of the week stays readable by the hour. */
function toParts(
  days: readonly TimesDay[],
  hourly: readonly TimesDay[],
  slots: number,
  { window }: TimesRequest,
): Parts {
  const model = toTimesModel(days, slots);
  const byHour = hourly === days ? model : toTimesModel(hourly, HOURS);
  const counts = days.map((day) => toTotal([day], ({ leads }) => leads));
  const weekdays = days.map(({ weekday }) => weekday);
  const next = toHorizonForecast(counts, weekdays, toBaseline(counts, weekdays), 7).value;
  const rate = toRecentRate(days);
  const length = (Number.parseInt(window, 10) * slots) / 24;
  return {
    history: { leads_per_week: toDigits(next, 1), good_rate: rate === null ? null : toDigits(rate) },
    evidence: { volume: toEvidence(model.volumeEffects), quality: toEvidence(model.qualityEffects) },
    windows: toWindowRows(model, length, next, rate),
    hours: toHours(byHour, next),
    weekdays: toWeekdays(byHour, next),
    staffing: toStaffing(byHour, next),
    back_test: toBackTestRow(toBackTest(days, slots, length)),
  };
}

function toMissing(days: number, leads: number, metric: Metric): string | null {
  if (days >= 7 * MIN_WEEKS && leads >= MIN_LEADS) return null;
  return `Not enough data: ${toCounted(Math.floor(days / 7), "whole week")} with ${toCountedMetric(leads, metric)}; best times need ${MIN_WEEKS} weeks with ${MIN_LEADS}.`;
}

function toTotal(days: readonly TimesDay[], of: (day: TimesDay) => readonly number[]): number {
  return toSum(days.flatMap(of));
}
