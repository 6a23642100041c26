import type * as z from "zod";
import { DIMENSIONS, METRIC_NAMES, METRICS, RATE_NAMES, RATES } from "../domain/dataset.ts";
import { type FieldError, Problem } from "../domain/errors.ts";
import { toNearest } from "../domain/nearest.ts";
import type { Principal } from "../domain/principal.ts";
import type { Quality, Row, SchemaAnswer, StatsAnswer, SummaryAnswer, Totals } from "../stats/answer.ts";
import type { Statistics } from "../stats/port.ts";
import {
  BUCKETS,
  type Bucket,
  GROUPS,
  OPERATORS,
  STATS_REQUEST,
  SUMMARY_REQUEST,
  VALUES_REQUEST,
} from "../stats/request.ts";

/** One call as a fake saw it. */
export interface SeenCall {
  readonly method: keyof Statistics;
  readonly raw: unknown;
  readonly principal: Principal;
}

export interface FakeStatistics extends Statistics {
  readonly calls: readonly SeenCall[];
}

/**
 * Statistics for tests of the MCP surface: answers of the right shape with fixed counts, and problems for input
 * that the real request schemas refuse.
 * @param labels values of every dimension, in rank order
 */
export function createFakeStatistics(labels: readonly string[] = ["google", "meta"]): FakeStatistics {
  const calls: SeenCall[] = [];
  const see = (method: keyof Statistics, raw: unknown, principal: Principal) =>
    void calls.push({ method, raw, principal });
  return {
    calls,
    async stats(raw, principal) {
      see("stats", raw, principal);
      const { days: _, from: _from, to: _to, timezone: _zone, ...asked } = readOrThrow(STATS_REQUEST, raw);
      const bucket: Bucket = asked.bucket ?? (asked.group_by.length > 0 ? "none" : "day");
      const rest = { ...asked, bucket };
      const rows = labels.slice(0, rest.limit).map((label): Row => {
        const row: Row = { ...TOTALS };
        for (const group of rest.group_by) row[group] = label;
        return rest.bucket === "none" ? row : { bucket: FROM, ...row };
      });
      const comparison = rest.compare === "none" ? {} : { comparison: COMPARISON };
      const query = { from: FROM, to: TO, timezone: "Asia/Kolkata", ...rest };
      const link = "https://leads.example.com/analytics/lead-stats?days=7";
      return { headline: HEADLINE, query, totals: TOTALS, rows, ...comparison, quality: QUALITY, link };
    },
    async summary(raw, principal) {
      see("summary", raw, principal);
      return { ...SUMMARY, query: { ...QUERY, filters: readOrThrow(SUMMARY_REQUEST, raw).filters } };
    },
    async values(raw, principal) {
      see("values", raw, principal);
      const { dimension, limit } = readOrThrow(VALUES_REQUEST, raw);
      const values = labels.slice(0, limit).map((value) => ({ value, total: 31, primary: 20 }));
      const link = `https://leads.example.com/analytics/lead-stats/values?dimension=${dimension}`;
      return { headline: HEADLINE, dimension, query: QUERY, values, quality: QUALITY, link };
    },
    async schema(raw, principal) {
      see("schema", raw, principal);
      return SCHEMA;
    },
    async projects(principal) {
      see("projects", undefined, principal);
      return SCHEMA.projects;
    },
  };
}

function readOrThrow<S extends z.ZodType>(schema: S, raw: unknown): z.output<S> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const errors = result.error.issues.map(toFieldError);
  throw new Problem("invalid_parameter", "The question has an invalid parameter.", { errors });
}

function toFieldError(issue: z.core.$ZodIssue): FieldError {
  const field =
    issue.path.join(".") || (issue.code === "unrecognized_keys" ? issue.keys.join(", ") : "input");
  const allowed =
    issue.code === "unrecognized_keys"
      ? Object.keys(STATS_REQUEST.shape)
      : issue.code === "invalid_value"
        ? issue.values.map(String)
        : undefined;
  const word = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const didYouMean = allowed && toNearest(word ?? "", allowed);
  return {
    field,
    message: "is not understood.",
    ...(allowed && { allowed }),
    ...(didYouMean !== undefined && { didYouMean }),
  };
}

const FROM = "2026-11-15T00:00:00+05:30";
const TO = "2026-11-22T00:00:00+05:30";
const HEADLINE = "812 lead events in 7 days, 560 of them primary leads.";

const TOTALS: Totals = {
  ...(Object.fromEntries(METRIC_NAMES.map((name, index) => [name, 812 - index * 90])) as Record<
    (typeof METRIC_NAMES)[number],
    number
  >),
  ...(Object.fromEntries(
    RATE_NAMES.map((name, index) => [
      name,
      { value: 0.69 - index / 10, low: 0.66 - index / 10, high: 0.72 - index / 10 },
    ]),
  ) as Record<(typeof RATE_NAMES)[number], { value: number; low: number; high: number }>),
};

const QUALITY: Quality = {
  source: "analytics_engine",
  sampled: false,
  rows_read: 812,
  first_event: "2026-11-15T00:04:00+05:30",
  last_event: "2026-11-21T18:03:00+05:30",
  late_events: 0,
  unknown_share: {},
  open_period: true,
  lag_note: "Events appear within a minute or two.",
  warnings: [],
};

const QUERY: StatsAnswer["query"] = {
  from: FROM,
  to: TO,
  timezone: "Asia/Kolkata",
  bucket: "none",
  group_by: [],
  filters: [],
  compare: "previous",
  order_by: "total",
  limit: 5,
  min_total: 1,
};

const COMPARISON: SummaryAnswer["comparison"] = {
  from: "2026-11-08T00:00:00+05:30",
  to: FROM,
  totals: TOTALS,
  change: Object.fromEntries([
    ...METRIC_NAMES.map((name) => [
      name,
      { absolute: 12, percent: 1.5, ratio_low: 0.93, ratio_high: 1.1, verdict: "no clear change" },
    ]),
    ...RATE_NAMES.map((name) => [
      name,
      { absolute: 0.01, low: -0.02, high: 0.04, verdict: "no clear change" },
    ]),
  ]) as SummaryAnswer["comparison"]["change"],
};

const SUMMARY: SummaryAnswer = {
  headline: HEADLINE,
  query: QUERY,
  totals: TOTALS,
  comparison: COMPARISON,
  top_projects: [{ project: "pune-homes", ...TOTALS }],
  top_countries: [{ country: "IN", ...TOTALS }],
  findings: [{ kind: "week", sentence: "Primary leads rose by 12." }],
  quality: QUALITY,
  link: "https://leads.example.com/analytics/lead-stats/summary",
};

const SCHEMA: SchemaAnswer = {
  headline: "Today is 2026-11-22 in Asia/Kolkata. 812 events, from 2026-11-15 00:04 to 2026-11-21 18:03.",
  today: "2026-11-22",
  timezone: "Asia/Kolkata",
  projects: [{ id: "pune-homes", name: "Pune Homes", timezone: "Asia/Kolkata" }],
  dimensions: DIMENSIONS.map(({ name, meaning, values }) => ({
    name,
    meaning,
    ...(values && { values: [...values] }),
  })),
  metrics: METRIC_NAMES.map((name) => ({
    name,
    meaning: METRICS[name].meaning,
    aliases: [...METRICS[name].aliases],
  })),
  rates: RATE_NAMES.map((name) => ({ name, meaning: RATES[name].meaning })),
  buckets: [...BUCKETS],
  groups: [...GROUPS],
  operators: [...OPERATORS],
  coverage: { first_event: FROM, last_event: TO, total: 812 },
  quality: QUALITY,
  link: "https://leads.example.com/analytics/lead-stats/schema?timezone=Asia%2FKolkata",
};
