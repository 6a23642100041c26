import type { EngagementLabel } from "../domain/dataset.ts";
import { toEngagementLabel } from "../domain/engagement.ts";
import type { NumberField } from "./submission-fields.ts";

export interface Engagement {
  /** 0–100; 0 when nothing was measured. */
  readonly score: number;
  /** Empty when nothing was measured: that is unknown, not cold. */
  readonly label: EngagementLabel | "";
  readonly parts: Readonly<Record<string, number>>;
}

/** How points are given; the maxima add up to 100. */
const ENGAGEMENT_POINTS = {
  time: { max: 35, secondsPerPoint: 10 },
  scroll: { max: 30 },
  clicks: { max: 20, perClick: 2 },
  returns: { max: 15, perReturn: 5 },
} as const;

/**
 * Engagement of a visit, 0–100: time on page up to 35 (1 per 10 s), scroll depth up to 30, clicks up to 20 (2 each),
 * return visits up to 15 (5 each).
 * @param numbers what was measured; nothing but zeros is what a program sends that measured nothing
 */
export function toEngagement(numbers: Readonly<Partial<Record<NumberField, number>>>): Engagement {
  const { time, scroll, clicks, returns } = ENGAGEMENT_POINTS;
  const parts: Record<string, number> = {};
  let isMeasured = false;
  const add = (name: string, value: number | undefined, max: number, points: (value: number) => number) => {
    if (value === undefined) return;
    parts[name] = Math.round(Math.min(max, Math.max(0, points(value))) * 10) / 10;
    isMeasured ||= value > 0;
  };
  add("time", numbers.time_on_page_s, time.max, (s) => Math.floor(s / time.secondsPerPoint));
  add("scroll", numbers.scroll_depth_pct, scroll.max, (pct) => (pct / 100) * scroll.max);
  add("clicks", numbers.clicks, clicks.max, (n) => n * clicks.perClick);
  add("returns", numbers.visit_count, returns.max, (n) => (n - 1) * returns.perReturn);
  const score = Math.round(Object.values(parts).reduce((sum, points) => sum + points, 0));
  return { score, label: isMeasured ? toEngagementLabel(score) : "", parts };
}
