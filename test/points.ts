import { toStoredLabel } from "../src/domain/data-point.ts";
import {
  BLOB_COLUMNS,
  BLOBS,
  type BlobColumn,
  type BlobSpec,
  DOUBLE_COLUMNS,
  type DoubleColumn,
  EVENT_TYPES,
  type LeadEvent,
} from "../src/domain/dataset.ts";
import { toEngagementLabel } from "../src/domain/engagement.ts";
import { toLabel } from "../src/domain/label.ts";
import type { Random } from "../src/stats/simulation.ts";
import type { StoredPoint } from "./reference-statistics.ts";

export interface PointsOptions {
  readonly count: number;
  /** Epoch seconds. */
  readonly from: number;
  readonly days: number;
  /** Above 1, a third of the points stand for 2 … `maxInterval` events. */
  readonly maxInterval: number;
}

const WORDS = ["google", "Meta", "Zürich", "O'Neill", "50% off", "a_b", "नमस्ते", "x,y", '"q"', "Ünï", ""].map(
  (word) => toLabel(word),
);

/** Random stored points with few and many values, empty and odd labels, and restored submissions. */
export function createPoints(
  random: Random,
  { count, from, days, maxInterval }: PointsOptions,
): StoredPoint[] {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() ** 1.5 * list.length)] as T;
  const toText = (name: BlobColumn) => {
    const { values }: BlobSpec = BLOBS[name];
    return values ? pick([...values, ""]) : toStoredLabel(name, pick(WORDS));
  };
  const toEvent = (timestamp: number): LeadEvent => {
    const type = pick(EVENT_TYPES);
    const score = Math.floor(random.uniform() * 101);
    const isRestored = type === "primary" && random.uniform() < 0.1;
    return {
      ...(Object.fromEntries(BLOB_COLUMNS.map((name) => [name, toText(name)])) as Record<BlobColumn, string>),
      ...(Object.fromEntries(DOUBLE_COLUMNS.map((name) => [name, 0])) as Record<DoubleColumn, number>),
      project: pick(["alpha", "beta", "gamma"]),
      utm_term: `term ${Math.floor(random.uniform() * 60)}`,
      is_primary: type === "primary" ? "1" : "0",
      event_type: type,
      reason: isRestored
        ? pick(["restored_bot", "restored_blocked"])
        : pick(["new_identity", "honeypot", ""]),
      engagement: toEngagementLabel(score),
      engagement_score: score,
      suspicion_score: Math.floor(random.uniform() * 101),
      time_to_submit_s: Math.max(0, Math.round(random.uniform() * 80 - 10) / 10),
      received_at: timestamp,
    };
  };
  return Array.from({ length: count }, () => {
    const timestamp = from + Math.floor(random.uniform() * days * 86_400);
    const isSampled = maxInterval > 1 && random.uniform() < 0.33;
    const interval = isSampled ? 2 + Math.floor(random.uniform() * (maxInterval - 1)) : 1;
    return { timestamp, interval, event: toEvent(timestamp) };
  });
}
