import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { readRequest } from "../../stats/read.ts";
import { toWhose } from "../../stats/whose.ts";
import type { Method } from "../answer.ts";
import type { Ask } from "../ask.ts";
import { toInsightLink } from "../link.ts";
import { mergeQuality } from "../merge-quality.ts";
import { toElapsedDays } from "../period/buckets.ts";
import { toAsked } from "../period/fields.ts";
import { toDigits, toRoundedEstimate } from "../words.ts";
import type { FocusAnswer, FocusSegment } from "./answer.ts";
import { MIN_TRIALS } from "./effective.ts";
import { LEVEL, MIN_ACTIVE_DAYS, type Ranked, toRanking } from "./rank.ts";
import { FOCUS_DAYS, FOCUS_REQUEST, type FocusRequest, MAX_SEGMENTS } from "./request.ts";
import { type LabelledSegment, toSegments } from "./segments.ts";
import { toHeadline, toReason } from "./sentence.ts";

const METHOD: Method = {
  name: "Empirical Bayes ranking",
  sentence:
    "Each segment's share of good leads is a Beta–binomial and its volume a Gamma–Poisson estimate, both drawn " +
    "towards the other segments; days count as clusters; false verdicts are kept to 10 % at most.",
  minimum: `A verdict needs ${MIN_TRIALS} submissions on ${MIN_ACTIVE_DAYS} different days, and ${MIN_TRIALS} elsewhere.`,
  interval: LEVEL,
  reference: "Christiansen & Morris (1997), JASA 92; Newton et al. (2004), Biostatistics 5",
  statements: 2,
};

/**
 * Where attention pays off: segments by expected good leads gained, each with a verdict. One question by day, which
 * costs two statements.
 * @throws Problem `invalid_parameter`, and whatever the statistics throw
 */
export async function toFocus(raw: unknown, ask: Ask, nowMs: number): Promise<FocusAnswer> {
  const request = readRequest(FOCUS_REQUEST, raw);
  const answer = await ask({
    ...toAsked(request, FOCUS_DAYS),
    filters: request.filters,
    bucket: "day",
    group_by: request.group_by,
    limit: MAX_SEGMENTS,
  });
  return toFocusAnswer(request, answer, nowMs);
}

/** The ranking of an answer by day and segment. */
function toFocusAnswer(request: FocusRequest, answer: WholeStatsAnswer, nowMs: number): FocusAnswer {
  const all = toSegments(answer, request).filter(({ buckets }) => buckets.some(({ trials }) => trials > 0));
  const listed = all.filter(({ isOther }) => !isOther);
  const unlisted = all.filter(({ isOther }) => isOther);
  const days = toElapsedDays(answer, nowMs);
  const ranking = days > 0 ? toRanking(listed, Math.max(1, days), unlisted) : [];
  const overall = toOverall(all, ranking, days);
  const reason = toMissing(overall, ranking);
  const segments = reason === null ? toSegmentRows(ranking, listed, request) : [];
  const { from, to, timezone, filters } = answer.query;
  const query = {
    from,
    to,
    timezone,
    group_by: request.group_by,
    good: request.good,
    filters,
    limit: request.limit,
  };
  return {
    headline: reason ?? toHeadline(ranking, overall, toWhose(query)),
    status: reason === null ? "ok" : "not_enough_data",
    reason,
    query,
    overall,
    segments,
    method: METHOD,
    quality: mergeQuality(answer),
    link: toInsightLink(answer, "focus", query),
  };
}

function toOverall(
  all: readonly LabelledSegment[],
  ranking: readonly Ranked[],
  days: number,
): FocusAnswer["overall"] {
  const shares = all.flatMap(({ buckets }) => buckets);
  const submissions = shares.reduce((sum, { trials }) => sum + trials, 0);
  const good = shares.reduce((sum, { hits }) => sum + hits, 0);
  return {
    submissions,
    good,
    rate: submissions > 0 ? toDigits(good / submissions) : null,
    days: toDigits(days, 1),
    segments: ranking.length,
    too_small: ranking.filter(({ verdict }) => verdict === "not_enough_data").length,
  };
}

/** Why nothing can be ranked; `null` when something can. */
function toMissing({ submissions, good }: FocusAnswer["overall"], ranking: readonly Ranked[]): string | null {
  if (submissions === 0) return "Not enough data: no new submissions in this period.";
  if (ranking.length < 2) return "Not enough data: a ranking needs at least two segments.";
  if (good === 0) return `Not enough data: none of ${submissions} submissions was a good lead.`;
  if (ranking.every(({ verdict }) => verdict === "not_enough_data")) {
    return `Not enough data: no segment has ${MIN_TRIALS} submissions on ${MIN_ACTIVE_DAYS} different days with ${MIN_TRIALS} elsewhere.`;
  }
  return null;
}

function toSegmentRows(
  ranking: readonly Ranked[],
  segments: readonly LabelledSegment[],
  { limit }: FocusRequest,
): FocusSegment[] {
  // What the headline counts is listed, however little it is worth.
  const isDecided = ({ verdict }: Ranked) => verdict === "scale" || verdict === "fix";
  const ordered = [...ranking.filter(isDecided), ...ranking.filter((ranked) => !isDecided(ranked))];
  return ordered.slice(0, limit).map((ranked, place) => ({
    rank: place + 1,
    labels: segments[ranked.index]?.labels ?? {},
    submissions: ranked.trials,
    good: ranked.hits,
    raw_rate: ranked.trials > 0 ? toDigits(ranked.hits / ranked.trials) : null,
    rate: toRoundedEstimate(ranked.rate),
    elsewhere_rate: toDigits(ranked.elsewhere),
    volume_per_day: toRoundedEstimate(ranked.volume, 2),
    expected_gain: toRoundedEstimate(ranked.gain, 2),
    confidence: toDigits(ranked.confidence, 3),
    verdict: ranked.verdict,
    reason: toReason(ranked),
  }));
}
