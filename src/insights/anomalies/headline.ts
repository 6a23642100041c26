import { toCounted, toListed } from "../words.ts";
import type { AnomaliesAnswer, Anomaly } from "./answer.ts";
import { MIN_HISTORY_DAYS, MIN_HISTORY_LEADS } from "./days.ts";
import { MIN_GAPS } from "./gap-law.ts";
import type { Judged } from "./judged.ts";
import { MIN_SILENCE_DAYS } from "./silence.ts";

const DAYS_FROM = `days are judged after ${MIN_HISTORY_DAYS} days of history with ${MIN_HISTORY_LEADS} leads`;
const SILENCES_FROM = `silences after ${MIN_SILENCE_DAYS} days with ${MIN_GAPS} gaps between leads`;

/** Why nothing could be judged. @param history whole days before the period */
export function toMissing(history: number, isFuture: boolean): string {
  if (isFuture) return "Not enough data: the period lies in the future.";
  const days = toCounted(history, "whole day");
  const few = history === 0 ? "no whole day" : `only ${days}`;
  const known = history < MIN_HISTORY_DAYS ? `${few} of data` : `too few leads in the ${days}`;
  return `Not enough data: ${known} before the period; ${DAYS_FROM}, ${SILENCES_FROM}.`;
}

/** What was found in so many days, and what could not be judged. */
export function toHeadline(
  anomalies: AnomaliesAnswer["anomalies"],
  days: number,
  judged: Judged,
  limit: number,
  whose: string,
): string {
  const watched = toCounted(days, "day") + whose;
  return `${toFound(anomalies, watched, judged, limit)}${toLimits(days, judged)}`;
}

function toFound(
  anomalies: AnomaliesAnswer["anomalies"],
  watched: string,
  { kinds }: Judged,
  limit: number,
): string {
  const [first] = anomalies;
  if (!first) return `Nothing unusual in ${watched}: every ${toListed(kinds)} is within the expected range.`;
  if (anomalies.length === 1) return `1 anomaly in ${watched}. ${toWhat(first)}`;
  // One event shows in several segments and measures.
  const starts = new Set(anomalies.map(({ from }) => from.slice(0, 10))).size;
  const days = starts === 1 ? "the same day" : `${starts} different days`;
  const most = limit === 1 ? "one is" : `${limit} are`;
  const listed = anomalies.length > limit ? `; only the least likely ${most} listed` : "";
  return `${anomalies.length} anomalies in ${watched}, starting on ${days}${listed}. The least likely: ${toWhat(first)}`;
}

/** A segment's numbers are not to be taken for those of everything. */
function toWhat({ labels, sentence }: Anomaly): string {
  const [dimension] = Object.keys(labels ?? {});
  return dimension === undefined
    ? sentence
    : `In one ${dimension}, ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}

function toLimits(days: number, { days: judged }: Judged): string {
  if (judged === days) return "";
  const judgedOnly =
    judged === 0
      ? "Only silences could be judged"
      : `Only the last ${judged} of the ${days} days could be judged by count or share`;
  return ` ${judgedOnly}; ${DAYS_FROM}.`;
}
