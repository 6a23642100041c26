import type { Dimension } from "../../domain/dataset.ts";
import { toValues, type Value } from "../changes/dimension.ts";
import { toRanking } from "../focus/rank.ts";
import { toReason } from "../focus/sentence.ts";
import { toGoodShare } from "../good.ts";
import { toCountedMetric } from "../nouns.ts";
import { toSegmentRows } from "../period/segments.ts";
import type { FindingCandidate } from "./candidate.ts";
import type { FindingPeriod } from "./period.ts";

/** Days up to the end of the period over which segments are ranked. */
const FOCUS_DAYS = 28;

/** The segment whose share of good leads differs most surely from the rest. */
export function toFocusCandidates({ series, segments }: FindingPeriod): FindingCandidate[] {
  if (series.dates.length < FOCUS_DAYS) return [];
  const [from, to] = [series.dates.at(-FOCUS_DAYS), series.dates.at(-1)];
  const found = segments.flatMap(({ dimension, series: { rows: days } }) => {
    const rows = days.slice(-FOCUS_DAYS);
    const all = toSegmentRows(rows, [dimension]).map(({ labels, isOther, rows: own }) => ({
      label: labels[dimension] ?? "",
      isOther,
      buckets: own.map((row) => toGoodShare(row, "not_suspicious")),
    }));
    const listed = all.filter(({ isOther }) => !isOther);
    const unlisted = all.filter(({ isOther }) => isOther);
    return toRanking(listed, rows.length, unlisted).flatMap((ranked) => {
      if (ranked.verdict === "not_enough_data") return [];
      return [{ dimension, label: listed[ranked.index]?.label ?? "", ranked }];
    });
  });
  return found
    .filter(({ ranked }) => ranked.verdict === "scale" || ranked.verdict === "fix")
    .map(({ dimension, label, ranked }) => ({
      chance: Math.min(1, (1 - ranked.confidence) * found.length),
      finding: {
        kind: "focus" as const,
        sentence: `One ${dimension}, from ${from} to ${to}: ${toReason(ranked)}`,
        labels: { [dimension]: label },
      },
      asked: { from, to, group_by: [dimension] },
    }))
    .sort((one, other) => one.chance - other.chance)
    .slice(0, 1);
}

/** Least part in all that moved for a value to be worth a line. */
const LEAST_PART = 0.1;

/** The value that moved most against the same weekdays before. */
export function toChangeCandidates({ series, segments, compared }: FindingPeriod): FindingCandidate[] {
  if (compared.now.length === 0) return [];
  const toSpan = (days: readonly number[]) =>
    `from ${series.dates[days[0] ?? 0]} to ${series.dates[days.at(-1) ?? 0]}`;
  const when = { now: toSpan(compared.now), before: toSpan(compared.before) };
  const found = segments.flatMap(({ dimension, series: own }) =>
    toValues(own, dimension, { metric: "primary" }, compared)
      .filter(({ candidate }) => !candidate.isOther)
      .map((value) => ({ dimension, value })),
  );
  return found
    .filter(({ value }) => value.candidate.part >= LEAST_PART)
    .map(({ dimension, value }) => ({
      chance: Math.min(1, value.candidate.chance * found.length),
      finding: {
        kind: "change" as const,
        sentence: toChangeSentence(dimension, value, when),
        labels: { [dimension]: value.label },
      },
      asked: { group_by: [dimension] },
    }))
    .sort((one, other) => one.chance - other.chance)
    .slice(0, 1);
}

function toChangeSentence(
  dimension: Dimension,
  { moved: { hits } }: Value,
  when: { readonly now: string; readonly before: string },
): string {
  const change = hits.now - hits.before;
  const signed = change > 0 ? `+${change}` : `−${-change}`;
  return `One ${dimension} brought ${toCountedMetric(hits.now, "primary")} ${when.now}, against ${hits.before} on the same weekdays ${when.before} (${signed}): a change beyond chance.`;
}
