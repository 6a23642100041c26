import { DIMENSION_NAMES } from "../src/domain/dataset.ts";
import { BUCKETS, type StatsRequest, TIME_GROUPS } from "../src/stats/request.ts";
import type { Random } from "../src/stats/simulation.ts";

const ZONES = [
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "America/New_York",
  "Europe/Berlin",
  "UTC",
  "Australia/Lord_Howe",
];

/** The time that questions are about. */
export interface QuestionRange {
  /** Epoch seconds. */
  readonly from: number;
  readonly days: number;
}

/**
 * A random question whose answer fits.
 * @param labels the values that each dimension has
 */
export function toQuestion(
  random: Random,
  labels: ReadonlyMap<string, string[]>,
  range: QuestionRange,
): StatsRequest {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)] as T;
  const bucket = pick(BUCKETS);
  const longest = bucket.endsWith("min") ? 2 : 60;
  const from = range.from + Math.floor(random.uniform() * (range.days - longest) * 48) * 1800;
  const to = from + Math.max(1, Math.floor(random.uniform() * longest * 48)) * 1800;
  const groups = [...DIMENSION_NAMES, ...TIME_GROUPS];
  const count = bucket.endsWith("min") ? pick([0, 1]) : pick([0, 1, 1, 2]);
  const filters = Array.from({ length: pick([0, 0, 1, 2]) }, () => {
    const dimension = pick(DIMENSION_NAMES);
    const known = labels.get(dimension) ?? [];
    const operator = pick(["is", "is_not", "contains"] as const);
    const chosen = Array.from({ length: pick([1, 2]) }, () => pick(known));
    const needles = chosen.map((value) => (value === "(unknown)" ? "o" : value.slice(0, 3).toUpperCase()));
    return { dimension, operator, values: operator === "contains" ? needles : chosen };
  });
  return {
    from: new Date(from * 1000).toISOString(),
    to: new Date(to * 1000).toISOString(),
    timezone: pick(ZONES),
    bucket,
    group_by: [...new Set(Array.from({ length: count }, () => pick(groups)))],
    // Two conditions on one dimension may leave nothing, which is refused.
    filters: filters.filter(({ dimension }, i) =>
      filters.slice(0, i).every((other) => other.dimension !== dimension),
    ),
    ...(random.uniform() < 0.1 ? { min_suspicion: 30 } : {}),
    ...(random.uniform() < 0.1 ? { min_engagement: 40 } : {}),
    compare: "none",
    order_by: pick(["total", "primary", "bot_rate"] as const),
    limit: pick([1, 3, 12]),
    min_total: pick([1, 1, 5]),
  };
}
