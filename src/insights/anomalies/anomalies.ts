import { toIso } from "../../domain/zone.ts";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { readRequest } from "../../stats/read.ts";
import { MAX_CELLS } from "../../stats/request.ts";
import { toWhose } from "../../stats/whose.ts";
import type { Method } from "../answer.ts";
import type { Ask } from "../ask.ts";
import { toInsightLink } from "../link.ts";
import { mergeQuality, toAskedQuality } from "../merge-quality.ts";
import { toShiftedDate } from "../period/date.ts";
import { readRange, toLookback, toSpanDays } from "../period/fields.ts";
import { toSegmentRows } from "../period/segments.ts";
import { toDailySeries, toUntil } from "../period/series.ts";
import type { AnomaliesAnswer } from "./answer.ts";
import { LEVEL, MIN_HISTORY_DAYS, MIN_HISTORY_LEADS } from "./days.ts";
import { type Droughts, toAlarmHours, toDroughts } from "./droughts.ts";
import { MIN_GAPS } from "./gap-law.ts";
import { toHeadline, toMissing } from "./headline.ts";
import { toJudged } from "./judged.ts";
import { ANOMALIES_REQUEST, ANOMALY_DAYS, type AnomaliesRequest } from "./request.ts";
import { type DayBounds, toDayAnomaly, toDroughtAnomaly } from "./sentence.ts";
import { MIN_SILENCE_DAYS } from "./silence.ts";
import { toUnusualDays, type UnusualDay } from "./unusual-days.ts";

const METHOD: Method = {
  name: "Count-aware reference with gap law",
  sentence:
    "Daily counts are compared with a negative binomial around level and weekday, shares of days and weeks with a " +
    "beta–binomial, past outliers pulled in; segments at 1 % false discoveries a day, at most 5 %; a silence is " +
    "compared with all other gaps, measured in expected leads.",
  minimum: `${MIN_HISTORY_DAYS} days with ${MIN_HISTORY_LEADS} leads before a day is judged, ${MIN_SILENCE_DAYS} days with ${MIN_GAPS} gaps before a silence is.`,
  interval: LEVEL,
  reference:
    "Farrington et al. (1996), JRSS A 159; Noufaily et al. (2013), Stat. Med. 32; Hosking & Wallis (1987), Technometrics 29; Benjamini & Hochberg (1995)",
  statements: 4,
};

const HISTORY_DAYS = 84;
const SILENCE_HISTORY_DAYS = 28;
const MAX_SEGMENTS = 20;

/**
 * What was unusual in a period. One question by day and one by hour, each with groups: four statements.
 * @throws Problem `invalid_parameter`, and whatever the statistics throw
 */
export async function toAnomalies(raw: unknown, ask: Ask, nowMs: number): Promise<AnomaliesAnswer> {
  const request = readRequest(ANOMALIES_REQUEST, raw);
  const { group_by, filters, metric } = request;
  const span = toSpanDays(request, ANOMALY_DAYS, nowMs);
  const hours = 24 * (span + SILENCE_HISTORY_DAYS + 1);
  // One segment and the row of the others.
  const hoursFit = hours * 2 <= MAX_CELLS;
  const [daily, hourly] = await Promise.all([
    ask({
      ...toLookback(request, HISTORY_DAYS, ANOMALY_DAYS, nowMs),
      filters,
      group_by,
      bucket: "day",
      order_by: metric,
      limit: MAX_SEGMENTS,
    }),
    hoursFit
      ? ask({
          ...toLookback(request, SILENCE_HISTORY_DAYS, ANOMALY_DAYS, nowMs),
          filters,
          group_by,
          bucket: "60min",
          order_by: metric,
          limit: MAX_SEGMENTS,
        })
      : undefined,
  ]);
  return toAnomaliesAnswer(request, daily, hourly, nowMs);
}

function toAnomaliesAnswer(
  request: AnomaliesRequest,
  daily: WholeStatsAnswer,
  hourly: WholeStatsAnswer | undefined,
  nowMs: number,
): AnomaliesAnswer {
  const { timezone, filters } = daily.query;
  const range = readRange(request, ANOMALY_DAYS, timezone, nowMs);
  const [from, to] = [toIso(timezone, range.from), toIso(timezone, range.to)];
  const series = toUntil(toDailySeries(daily, nowMs, true), toIso(timezone, range.to - 1).slice(0, 10));
  const start = series.dates.findIndex((date) => date >= from.slice(0, 10));
  const days = start < 0 ? 0 : series.dates.length - start;
  const droughts =
    hourly && range.from * 1000 <= nowMs ? toDroughts(hourly, request, range.from * 1000, nowMs) : undefined;
  const history = start < 0 ? series.dates.length : start;
  const judged = toJudged(series, request.metric, history, droughts?.whole !== undefined);
  const reason = judged.kinds.length > 0 ? null : toMissing(history, range.from * 1000 > nowMs);
  const unusual = judged.days > 0 ? toUnusualDays(series, request, start) : [];
  const anomalies = [
    ...unusual.map((day) => toDayAnomaly(day, request.metric, toBounds(daily, day))),
    ...(droughts?.found ?? []).map((drought) => toDroughtAnomaly(drought, request.metric)),
  ].sort((one, other) => one.chance - other.chance);
  const query = {
    from,
    to,
    timezone,
    metric: request.metric,
    group_by: request.group_by,
    filters,
    limit: request.limit,
  };
  return {
    headline: reason ?? toHeadline(anomalies, days, judged, request.limit, toWhose(query)),
    status: reason === null ? "ok" : "not_enough_data",
    reason,
    query,
    watched: {
      days: judged.days,
      history_days: history,
      segments: toSegmentRows(series.rows, request.group_by).filter(({ isOther }) => !isOther).length,
      silence_segments: droughts?.segments ?? 0,
      silence: nowMs < range.to * 1000 ? toSilence(droughts?.whole) : null,
    },
    anomalies: anomalies.slice(0, request.limit),
    method: METHOD,
    quality: toAskedQuality(mergeQuality(daily, ...(hourly ? [hourly] : [])), range, nowMs),
    link: toInsightLink(daily, "anomalies", query),
  };
}

function toBounds({ rows, query }: WholeStatsAnswer, { date, first, isOpen }: UnusualDay): DayBounds {
  const find = (day: string) => rows.find(({ bucket }) => bucket?.startsWith(day))?.bucket;
  return { from: find(first) ?? query.from, to: isOpen ? null : (find(toShiftedDate(date, 1)) ?? query.to) };
}

function toSilence(whole: Droughts["whole"]): AnomaliesAnswer["watched"]["silence"] {
  if (!whole) return null;
  const open = whole.all.find(({ isOpen }) => isOpen);
  const since = open ? (whole.hours[open.first]?.start ?? null) : null;
  const alarm = toAlarmHours(whole);
  return {
    since,
    hours: Math.round((open?.hours ?? 0) * 10) / 10,
    alarm_after_hours: alarm === undefined ? null : Math.round(alarm * 10) / 10,
  };
}
