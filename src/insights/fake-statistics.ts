import {
  type Dimension,
  EVENT_TYPES,
  type EventType,
  METRIC_NAMES,
  type Metric,
  RATE_NAMES,
  RATES,
} from "../domain/dataset.ts";
import type { Range } from "../domain/period.ts";
import type { Quality, Totals, WholeRow, WholeStatsAnswer } from "../stats/answer.ts";
import { readRange } from "../stats/period.ts";
import type { Marginals, Statistics } from "../stats/port.ts";
import { readRequest } from "../stats/read.ts";
import { DEFAULT_DAYS, STATS_REQUEST, type StatsRequest } from "../stats/request.ts";

/** Events of one kind that happened at the same moment. */
export interface FakeEvents {
  /** Epoch seconds. */
  readonly at: number;
  readonly type: EventType;
  readonly count: number;
  readonly labels?: Partial<Record<Dimension, string>>;
  /** Of the primary leads. */
  readonly suspicious?: number;
  readonly hot?: number;
  readonly fast?: number;
}

export interface FakeStatistics extends Marginals {
  stats(...asked: Parameters<Statistics["stats"]>): Promise<WholeStatsAnswer>;
  /** What was asked, in order. */
  readonly questions: unknown[];
}

const DAY_S = 86_400;
const SIZES_S = { "30min": 1800, "60min": 3600, day: DAY_S } as const;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/**
 * Statistics over events in memory, for tests and benchmarks: UTC only, buckets up to a day, filters of `is`.
 * What the real core promises is kept: empty buckets are there, rows and `(other)` add up to the totals.
 */
export function createFakeStatistics(events: readonly FakeEvents[], nowMs: number): FakeStatistics {
  const questions: unknown[] = [];
  const now = Math.floor(nowMs / 1000);
  const count = (request: StatsRequest): WholeStatsAnswer => {
    const range = readRange(request, DEFAULT_DAYS, "Etc/UTC", now);
    const asked = events.filter((event) => isAsked(event, request));
    const length = range.to - range.from;
    const answer = toAnswer(asked, request, range, now);
    if (request.compare === "none") return answer;
    const days = request.compare === "previous" ? length : Math.ceil(length / DAY_S / 7) * 7 * DAY_S;
    const until = range.from < now && now < range.to ? now : range.to;
    const before = toAnswer(asked, request, { from: range.from - days, to: until - days }, now);
    const { from, to } = before.query;
    // Changes are the core's business; insights compare for themselves.
    const change = {} as NonNullable<WholeStatsAnswer["comparison"]>["change"];
    return { ...answer, comparison: { from, to, totals: before.totals, rows: before.rows, change } };
  };
  return {
    questions,
    async stats(raw) {
      questions.push(raw);
      return count(readRequest(STATS_REQUEST, raw));
    },
    async marginals(raw) {
      questions.push(raw);
      const { group_by, ...request } = readRequest(STATS_REQUEST, raw);
      return group_by.map((name) => count({ ...request, group_by: [name] }));
    },
  };
}

function isAsked({ labels, type }: FakeEvents, { filters }: StatsRequest): boolean {
  return filters.every(({ dimension, values }) =>
    values.includes(dimension === "type" ? type : labels?.[dimension] || "(unknown)"),
  );
}

function toAnswer(
  events: readonly FakeEvents[],
  request: StatsRequest,
  range: Range,
  now: number,
): WholeStatsAnswer {
  const bucket = request.bucket ?? (request.group_by.length > 0 ? "none" : "day");
  const size = bucket in SIZES_S ? SIZES_S[bucket as keyof typeof SIZES_S] : Number.POSITIVE_INFINITY;
  const inside = events.filter(({ at }) => at >= range.from && at < range.to);
  const first = size < DAY_S + 1 ? Math.floor(range.from / size) : 0;
  const buckets = Number.isFinite(size) ? Math.ceil(range.to / size) - first : 1;
  const toKey = (event: FakeEvents) => JSON.stringify(request.group_by.map((name) => toLabel(event, name)));
  const sums = Map.groupBy(inside, toKey);
  const ranked = [...sums].map(([key, own]) => [key, toCount(own)] as const).sort((a, b) => b[1] - a[1]);
  const kept = new Set(ranked.slice(0, request.limit).map(([key]) => key));
  const other = JSON.stringify(request.group_by.map(() => "(other)"));
  const keys = [...kept, ...(ranked.length > kept.size ? [other] : [])];
  const cells = Map.groupBy(inside, (event) => {
    const key = toKey(event);
    return `${Number.isFinite(size) ? Math.floor(event.at / size) - first : 0} ${kept.has(key) ? key : other}`;
  });
  const rows = Array.from({ length: buckets }, (_, index) =>
    (request.group_by.length > 0 ? keys : [other]).map((key): WholeRow => {
      const labels = request.group_by.map((name, at) => [name, (JSON.parse(key) as string[])[at] ?? ""]);
      const start = Number.isFinite(size) ? { bucket: toIso((first + index) * size) } : {};
      return { ...start, ...Object.fromEntries(labels), ...toTotals(cells.get(`${index} ${key}`) ?? []) };
    }),
  ).flat();
  return {
    headline: "",
    query: {
      from: toIso(range.from),
      to: toIso(range.to),
      timezone: "Etc/UTC",
      bucket,
      group_by: request.group_by,
      filters: request.filters,
      compare: request.compare,
      order_by: request.order_by,
      limit: request.limit,
      min_total: request.min_total,
    },
    totals: toTotals(inside),
    rows,
    quality: toQuality(inside, range, now),
    link: "https://leads.example.com/analytics/lead-stats?days=7",
  };
}

function toTotals(events: readonly FakeEvents[]): Totals {
  const sum = (of: (event: FakeEvents) => number) => events.reduce((total, event) => total + of(event), 0);
  const counts = Object.fromEntries(METRIC_NAMES.map((name) => [name, 0])) as Record<Metric, number>;
  for (const type of EVENT_TYPES) counts[type] = sum((event) => (event.type === type ? event.count : 0));
  counts.total = toCount(events);
  counts.suspicious_count = sum(({ suspicious = 0 }) => suspicious);
  counts.hot_count = sum(({ hot = 0 }) => hot);
  counts.fast_count = sum(({ fast = 0 }) => fast);
  const rates = RATE_NAMES.map((name) => {
    const [of, per] = [RATES[name].of, RATES[name].per].map((names) =>
      names.reduce((total: number, metric: Metric) => total + counts[metric], 0),
    );
    const value = per ? (of ?? 0) / per : null;
    return [name, { value, low: value, high: value }];
  });
  return { ...counts, ...(Object.fromEntries(rates) as Omit<Totals, Metric | "intervals">) };
}

function toCount(events: readonly FakeEvents[]): number {
  return events.reduce((total, { count }) => total + count, 0);
}

function toQuality(events: readonly FakeEvents[], range: Range, now: number): Quality {
  const moments = events.filter(({ count }) => count > 0).map(({ at }) => at);
  const toExtreme = (pick: (a: number, b: number) => number) =>
    moments.length > 0 ? toIso(moments.reduce((a, b) => pick(a, b))) : null;
  return {
    source: "analytics_engine",
    sampled: false,
    rows_read: toCount(events),
    first_event: toExtreme(Math.min),
    last_event: toExtreme(Math.max),
    late_events: 0,
    unknown_share: {},
    open_period: range.to > now,
    lag_note: "New events can take up to three minutes to appear.",
    warnings: [],
  };
}

function toLabel(event: FakeEvents, name: StatsRequest["group_by"][number]): string {
  const days = Math.floor(event.at / DAY_S);
  if (name === "hour") return String(Math.floor((event.at % DAY_S) / 3600)).padStart(2, "0");
  if (name === "weekday") return WEEKDAYS[(days + 3) % 7] ?? "";
  if (name === "type") return event.type;
  return event.labels?.[name] || "(unknown)";
}

function toIso(epochS: number): string {
  return `${new Date(epochS * 1000).toISOString().slice(0, 19)}+00:00`;
}
