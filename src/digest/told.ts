import * as z from "zod";
import type { Anomaly } from "../insights/anomalies/answer.ts";
import { toShiftedDate } from "../insights/period/date.ts";

/** What comes back after so many days is news again; what lasts is news once. */
const REPEAT_DAYS = 7;

const HALF_DAY_MS = 12 * 3_600_000;

const TOLD = z.object({
  /** Local date on which the day before was judged last. */
  judged: z.string(),
  /** Local date on which something was told. */
  told: z.record(z.string(), z.string()),
});

/** What a project was told, so that it is told once. */
export type Told = z.output<typeof TOLD>;

/** What is remembered; nothing when that cannot be read. */
export function readTold(text: string | null): Told {
  try {
    return TOLD.parse(JSON.parse(text ?? ""));
  } catch {
    return { judged: "", told: {} };
  }
}

/**
 * What was not told before.
 * @param lulls silences of the last days: what one that was told explains is no news
 */
export function toNews(anomalies: readonly Anomaly[], lulls: readonly Anomaly[], { told }: Told): Anomaly[] {
  const isTold = (anomaly: Anomaly) => told[toKey(anomaly)] !== undefined;
  const known = lulls.filter(isTold);
  return anomalies.filter((anomaly) => !isTold(anomaly) && !known.some((lull) => explains(lull, anomaly)));
}

/** Silences that people were told of and that are over, until that was told too. */
export function toEnded(lulls: readonly Anomaly[], { told }: Told): Anomaly[] {
  return lulls.filter(
    (lull) => lull.to !== null && told[toKey(lull)] !== undefined && told[toEndKey(lull)] === undefined,
  );
}

/**
 * A silence explains the low count of its days, the shares of a day of which it took half, and one of everything the
 * silences of the segments.
 */
function explains(lull: Anomaly, { kind, direction, labels, from, to }: Anomaly): boolean {
  const isWhole = lull.labels === null;
  const isSame = JSON.stringify(lull.labels) === JSON.stringify(labels);
  const sharedMs = Math.min(toMs(lull.to), toMs(to)) - Math.max(toMs(lull.from), toMs(from));
  if (sharedMs <= 0 || !(isWhole || isSame)) return false;
  if (kind === "drought") return !isSame;
  return kind === "volume" ? direction === "down" : sharedMs >= HALF_DAY_MS;
}

/** @param moment null: not yet */
function toMs(moment: string | null): number {
  return moment === null ? Number.POSITIVE_INFINITY : Date.parse(moment);
}

/** With what is told today. @param ended silences told to be over @param today local date */
export function remember(
  told: Told,
  news: readonly Anomaly[],
  ended: readonly Anomaly[],
  today: string,
): Told {
  const added = [...news.map(toKey), ...ended.map(toEndKey)].map((key) => [key, today]);
  return { ...told, told: { ...told.told, ...Object.fromEntries(added) } };
}

/** Without what has been over for a week. @param found what goes on */
export function forget({ judged, told }: Told, found: readonly Anomaly[], today: string): Told {
  const since = toShiftedDate(today, -REPEAT_DAYS);
  const lasting = new Set(found.map(toKey));
  const kept = Object.entries(told)
    .filter(([key, date]) => date > since || lasting.has(key))
    .map(([key, date]) => [key, lasting.has(key) ? today : date]);
  return { judged, told: Object.fromEntries(kept) };
}

/** A silence is one from its first hour on; of odd days only the kind and the segment. */
function toKey({ kind, direction, labels, from }: Anomaly): string {
  return JSON.stringify(kind === "drought" ? [kind, labels, from] : [kind, direction, labels]);
}

function toEndKey(silence: Anomaly): string {
  return JSON.stringify([toKey(silence), "over"]);
}
