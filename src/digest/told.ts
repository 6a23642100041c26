import * as z from "zod";
import type { Anomaly } from "../insights/anomalies/answer.ts";
import { toShiftedDate } from "../insights/period/date.ts";

/** What comes back after so many days is news again; what lasts is news once. */
const REPEAT_DAYS = 7;

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

/** A silence explains what is low and which shares are odd on its days, and one of everything that of each segment. */
function explains(lull: Anomaly, { kind, direction, labels, from, to }: Anomaly): boolean {
  const isWhole = lull.labels === null;
  const isSame = JSON.stringify(lull.labels) === JSON.stringify(labels);
  const overlaps = toMs(lull.from) < toMs(to) && toMs(from) < toMs(lull.to);
  if (kind === "drought") return isWhole && !isSame && overlaps;
  const isMore = kind === "volume" && direction === "up";
  return !isMore && (isWhole || isSame) && overlaps;
}

/** @param moment null: not yet */
function toMs(moment: string | null): number {
  return moment === null ? Number.POSITIVE_INFINITY : Date.parse(moment);
}

/** With what is told today. @param today local date */
export function remember(told: Told, news: readonly Anomaly[], today: string): Told {
  const added = news.map((anomaly) => [toKey(anomaly), today]);
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
