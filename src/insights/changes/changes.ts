import type { Dimension } from "../../domain/dataset.ts";
import { toIso } from "../../domain/zone.ts";
import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { toShiftDays } from "../../stats/compare.ts";
import { MIN_DAYS } from "../../stats/dispersion.ts";
import { readRequest } from "../../stats/read.ts";
import { toWhose } from "../../stats/whose.ts";
import type { Method } from "../answer.ts";
import type { Asks } from "../ask.ts";
import { toInsightLink } from "../link.ts";
import { mergeQuality, toAskedQuality } from "../merge-quality.ts";
import { readRange, toLookback, toSpanDays } from "../period/fields.ts";
import { toDailySeries } from "../period/series.ts";
import type { ChangesAnswer } from "./answer.ts";
import { type Compared, type DayPart, toCompared, toDayPart, toMoved } from "./days.ts";
import { toValues } from "./dimension.ts";
import { toExplained } from "./explain.ts";
import { toOverall } from "./overall.ts";
import { CHANGES_DAYS, CHANGES_REQUEST, type ChangesRequest, toDimensions } from "./request.ts";
import { toDimensionRow } from "./row.ts";
import { toHeadline } from "./sentence.ts";

const METHOD: Method = {
  name: "Additive contributions, ranked by surprise",
  sentence:
    "The change is split exactly among the values of each dimension, that of a rate into mix and rate; dimensions come " +
    "first where a few values moved most surprisingly. What moved together with the change need not have caused it.",
  minimum: `A whole day in both periods and an event in one of them; a verdict needs ${MIN_DAYS} days of history.`,
  interval: 0.9,
  reference: "Bhagwan et al. (2014), NSDI (Adtributor); Kitagawa (1955), JASA 50",
  statements: 6,
};

/** Days looked back on, so that it is known how much days differ. */
const HISTORY_DAYS = 28;
const MAX_VALUES = 300;
const MAX_QUESTIONS = 3;

/**
 * What moved together with a change. One question by day per pair of dimensions, two statements each.
 * @throws Problem `invalid_parameter`, and whatever the statistics throw
 */
export async function toChanges(raw: unknown, ask: Asks, nowMs: number): Promise<ChangesAnswer> {
  const request = readRequest(CHANGES_REQUEST, raw);
  const dimensions = toDimensions(request);
  const span = toSpanDays(request, CHANGES_DAYS, nowMs);
  const back = Math.max(HISTORY_DAYS, 7 * Math.ceil(span / 7) + 1);
  const answers = await Promise.all(
    toQuestions(dimensions).map((group_by) =>
      ask.each({
        ...toLookback(request, back, CHANGES_DAYS, nowMs),
        filters: request.filters,
        bucket: "day",
        group_by,
        limit: MAX_VALUES,
      }),
    ),
  );
  const [first, ...others] = answers.flat();
  if (!first) throw new TypeError("a question has dimensions");
  return toChangesAnswer(request, dimensions, [first, ...others], nowMs);
}

/**
 * The dimensions in questions of one or two. The first and the last share one: the first ones have few values as a rule,
 * and the more there are of both, the fewer fit.
 */
function toQuestions(dimensions: readonly Dimension[]): Dimension[][] {
  const alone = dimensions.slice(0, MAX_QUESTIONS);
  const others = dimensions.slice(MAX_QUESTIONS).reverse();
  return alone.map((name, at) => [name, ...others.slice(at, at + 1)]);
}

/** @param answers by day, each by one of the dimensions */
function toChangesAnswer(
  request: ChangesRequest,
  dimensions: readonly Dimension[],
  answers: readonly [WholeStatsAnswer, ...WholeStatsAnswer[]],
  nowMs: number,
): ChangesAnswer {
  const [main, ...others] = answers;
  const { timezone, filters } = main.query;
  const range = readRange(request, CHANGES_DAYS, timezone, nowMs);
  const [from, to] = [toIso(timezone, range.from), toIso(timezone, range.to)];
  const [first, last] = [from.slice(0, 10), toIso(timezone, range.to - 1).slice(0, 10)];
  const shift = toShiftDays(range, timezone, request.compare);
  const series = toDailySeries(main, nowMs);
  const days = toCompared(series, first, last, shift);
  const parts = series.rows.map((rows) => toDayPart(rows, request.metric));
  const hasWhole = series.dates.some((date) => date >= first && date <= last);
  const until = main.quality.first_event === null ? to : hasWhole ? series.dates[0] : undefined;
  const empty =
    until === undefined ? undefined : { from: main.query.from.slice(0, 10), until: until.slice(0, 10) };
  const reason = toMissing(parts, days, empty, range.from * 1000 > nowMs);
  const overall = reason === null ? toOverall(request, series.dates, parts, days, main) : null;
  const rows = reason === null ? toRows() : [];
  const { metric, compare, limit } = request;
  const query = { from, to, timezone, metric, compare, group_by: [...dimensions], filters, limit };
  return {
    headline: reason ?? toHeadline(overall, rows, metric, toWhose(query)),
    status: reason === null ? "ok" : "not_enough_data",
    reason,
    query,
    overall,
    dimensions: rows,
    method: METHOD,
    quality: toAskedQuality(mergeQuality(main, ...others), range, nowMs),
    link: toInsightLink(main, "changes", query),
  };

  function toRows(): ChangesAnswer["dimensions"] {
    const values = dimensions.map((name) => {
      const answer = answers.find(({ query }) => query.group_by.includes(name));
      if (!answer) return [];
      // Counted at another moment, it need not add up to what the main answer counted.
      const own = toDailySeries(answer, nowMs);
      return toValues(own, name, request, toCompared(own, first, last, shift));
    });
    const explained = toExplained(values.map((own) => own.map(({ candidate }) => candidate)));
    return dimensions
      .map((name, at) => toDimensionRow(name, values[at] ?? [], explained[at], request, overall?.change ?? 0))
      .sort((one, other) => other.surprise - one.surprise);
  }
}

/** @param empty the days looked back on that have nothing, where the period has a whole day, or nothing itself */
function toMissing(
  parts: readonly DayPart[],
  days: Compared,
  empty: { readonly from: string; readonly until: string } | undefined,
  isFuture: boolean,
): string | null {
  if (isFuture) return "Not enough data: the period lies in the future.";
  if (days.now.length === 0) {
    const why = empty
      ? `nothing that matches came from ${empty.from} to before ${empty.until}`
      : "it holds none that is over";
    return `Not enough data: only whole days are compared, and none of the period has an earlier one; ${why}. For times of day ask lead-stats with compare.`;
  }
  const { trials } = toMoved(parts, days);
  return trials.before + trials.now === 0 ? "Not enough data: nothing was counted in either period." : null;
}
