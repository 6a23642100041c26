import { type Counts, type SegmentRows, toSegmentRows, toWhole } from "../period/segments.ts";
import type { DailySeries } from "../period/series.ts";
import { toRejected } from "../shrink/discovery.ts";
import type { Share } from "../shrink/shares.ts";
import { type DaySignal, toShareSignals } from "./days.ts";
import type { AnomaliesRequest } from "./request.ts";
import { type KindSignal, toSignals } from "./signals.ts";
import { toWeekSignals } from "./weeks.ts";

/**
 * Chance below which a day of the whole is unusual: two directions of 30 days make 0.09 false alarms a month where
 * the model is right, and the share tests as many again.
 */
export const VOLUME_CHANCE = 0.0015;
export const SHARE_CHANCE = 0.0005;
/** Whether a day of the whole is unusual. */
export function isUnusual({ kind, signal }: KindSignal): boolean {
  return signal.chance < (kind === "volume" ? VOLUME_CHANCE : SHARE_CHANCE);
}

/** Share of the unusual days among segments that may be false, per day looked at: who asks every day is not to be alarmed more often than who asks once a week. */
const FALSE_RATE_PER_DAY = 0.01;
const MAX_FALSE_RATE = 0.05;

export interface UnusualDay extends KindSignal {
  /** `undefined` for everything. */
  readonly labels: SegmentRows["labels"] | undefined;
  /** The last of its days, and the first. */
  readonly date: string;
  readonly first: string;
  readonly isOpen: boolean;
}

/** Days, and shares of weeks, from index `start` on that stand out, of everything and of each listed segment. */
export function toUnusualDays(series: DailySeries, request: AnomaliesRequest, start: number): UnusualDay[] {
  const whole = toDays(toWhole(series.rows), series, request, start, undefined).filter(isUnusual);
  const segments = toSegmentRows(series.rows, request.group_by).filter(({ isOther }) => !isOther);
  if (segments.length < 2) return toApart(whole);
  const candidates = segments.flatMap(({ rows, labels }) =>
    toDays(toWhole(rows.map((row) => [row])), series, request, start, labels),
  );
  const kept = toRejected(
    candidates.map(({ signal }) => signal.chance),
    Math.min(MAX_FALSE_RATE, FALSE_RATE_PER_DAY * (series.dates.length - start)),
  );
  return [...toApart(whole), ...toApart(candidates.filter((_, index) => kept[index]))];
}

/** Of weeks that overlap, the least likely one; they tell of the same days. */
function toApart(unusual: readonly UnusualDay[]): UnusualDay[] {
  const order = [...unusual].sort((one, other) => one.signal.chance - other.signal.chance);
  const told = new Set<UnusualDay>();
  for (const day of order) if (![...told].some((other) => isSame(day, other))) told.add(day);
  return unusual.filter((day) => told.has(day));
}

function isSame(one: UnusualDay, other: UnusualDay): boolean {
  const areWeeks = one.signal.days > 1 && other.signal.days > 1;
  const overlap = one.first <= other.date && other.first <= one.date;
  return areWeeks && overlap && one.kind === other.kind && one.labels === other.labels;
}

function toDays(
  days: readonly Counts[],
  { weekdays, dates, isOpen }: DailySeries,
  { metric }: AnomaliesRequest,
  start: number,
  labels: UnusualDay["labels"],
): UnusualDay[] {
  return toSignals(days, weekdays, metric, start, isOpen, toAllShareSignals).map(({ kind, signal }) => ({
    kind,
    labels,
    date: dates[signal.index] ?? "",
    first: dates[signal.index - signal.days + 1] ?? "",
    isOpen: isOpen && signal.index === days.length - 1,
    signal,
  }));
}

function toAllShareSignals(shares: readonly Share[], start: number): DaySignal[] {
  return [...toShareSignals(shares, start), ...toWeekSignals(shares, start)];
}
