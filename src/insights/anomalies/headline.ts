import { toCounted, toListed } from "../words.ts";
import type { AnomaliesAnswer } from "./answer.ts";
import { MIN_HISTORY_DAYS, MIN_HISTORY_LEADS } from "./days.ts";
import { MIN_GAPS } from "./gap-law.ts";
import type { Judged } from "./judged.ts";

const DAYS_FROM = `after ${MIN_HISTORY_DAYS} days of history with ${MIN_HISTORY_LEADS} leads`;
const SILENCES_FROM = `after ${MIN_GAPS} gaps`;

/** Why nothing could be judged. @param history whole days before the period */
export function toMissing(history: number, isFuture: boolean): string {
  if (isFuture) return "Not enough data: the period lies in the future.";
  return `Not enough data: ${toCounted(history, "whole day")} before; a day is judged ${DAYS_FROM}, a silence ${SILENCES_FROM}.`;
}

/** What was found in so many days, and what could not be judged. */
export function toHeadline(
  anomalies: AnomaliesAnswer["anomalies"],
  days: number,
  judged: Judged,
  limit: number,
): string {
  const watched = toCounted(days, "day");
  return `${toFound(anomalies, watched, judged, limit)}${toLimits(days, judged)}`;
}

function toFound(
  anomalies: AnomaliesAnswer["anomalies"],
  watched: string,
  { kinds }: Judged,
  limit: number,
): string {
  const [first] = anomalies;
  if (!first)
    return `Nothing unusual in ${watched}: every ${toListed(kinds)} is within what was to be expected.`;
  if (anomalies.length === 1) return `1 anomaly in ${watched}. ${first.sentence}`;
  // One event shows in several segments and measures.
  const begun = new Set(anomalies.map(({ from }) => from.slice(0, 10))).size;
  const listed =
    anomalies.length > limit ? `; the least likely ${limit === 1 ? "one is" : `${limit} are`} listed` : "";
  return `${anomalies.length} anomalies in ${watched}, begun on ${toCounted(begun, "day")}${listed}. The least likely: ${first.sentence}`;
}

function toLimits(days: number, { days: judged }: Judged): string {
  if (judged === days) return "";
  const judgedOnly =
    judged === 0
      ? "Only silences were judged"
      : `Only the last ${judged} of the ${days} days were judged by count or share`;
  return ` ${judgedOnly}; a day is judged ${DAYS_FROM}.`;
}
