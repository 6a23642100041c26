import * as z from "zod";
import { DIMENSION_NAMES, type Dimension, METRIC_NAMES, RATE_NAMES } from "../domain/dataset.ts";
import { MAX_DAYS, NAMED_PERIODS } from "../domain/period.ts";

export const BUCKETS = ["30min", "60min", "day", "week", "month", "none"] as const;
export type Bucket = (typeof BUCKETS)[number];

/** Groups that are not columns: local hour and local weekday. */
export const TIME_GROUPS = ["hour", "weekday"] as const;
export const GROUPS = [...DIMENSION_NAMES, ...TIME_GROUPS] as const;
export type Group = Dimension | (typeof TIME_GROUPS)[number];

const CLOSED_GROUPS = ["type", ...TIME_GROUPS] as const;
type ClosedGroup = (typeof CLOSED_GROUPS)[number];

/** Whether a group's values are open: whatever was stored, so that the smaller ones may be summed. */
export function isOpenGroup(group: Group): group is Exclude<Group, ClosedGroup> {
  return !CLOSED_GROUPS.some((closed) => closed === group);
}

export const COMPARISONS = ["none", "previous", "previous_weekday_aligned"] as const;
export type Compare = (typeof COMPARISONS)[number];

export const OPERATORS = ["is", "is_not", "contains"] as const;
export type Operator = (typeof OPERATORS)[number];

export const ORDERS = [...METRIC_NAMES, ...RATE_NAMES] as const;
export type Order = (typeof ORDERS)[number];

/** More cells (buckets × groups) than this are refused; the SQL API is said to stop near this many rows. */
export const MAX_CELLS = 10_000;
export const DEFAULT_DAYS = 7;
const DEFAULT_LIMIT = 50;
export const MAX_LIMIT = 1000;
/** More values than this in one filter do not fit into a statement of 10,000 characters. */
export const MAX_FILTER_VALUES = 50;
export const MAX_FILTERS = 20;

const words = <T extends string>(values: readonly T[]) => z.enum(values as [T, ...T[]]);

export const FILTER = z
  .strictObject({
    dimension: words(DIMENSION_NAMES).describe("Dimension to filter on"),
    operator: words(OPERATORS)
      .default("is")
      .describe("is = any of, is_not = none of, contains = any part, case-insensitive"),
    values: z.array(z.string()).min(1).max(MAX_FILTER_VALUES).describe('Values; "(unknown)" means empty'),
  })
  .describe("One condition; several conditions must all hold");

/** The period parameters every question shares. */
export const PERIOD_FIELDS = {
  period: words(NAMED_PERIODS).optional().describe("A named period instead of days"),
  days: z
    .int()
    .min(1)
    .max(MAX_DAYS)
    .optional()
    .describe(`Calendar days ending with and including today (default ${DEFAULT_DAYS})`),
  from: z.string().optional().describe("Start: ISO date or date-time; instead of days"),
  to: z.string().optional().describe("End: ISO date (that day included) or date-time; default today"),
  timezone: z
    .string()
    .optional()
    .describe("IANA time zone of days and buckets; default: the project's or the reporting zone"),
};

const score = z.int().min(0).max(100).optional();

/** What every question can be narrowed by. */
const NARROWING_FIELDS = {
  min_suspicion: score.describe("Lowest suspicion score counted"),
  min_engagement: score.describe("Lowest engagement score counted"),
};

export const FILTERS_FIELD = z
  .array(FILTER)
  .max(MAX_FILTERS)
  .default([])
  .describe("Conditions that all must hold");

/** A statistics question as callers put it, after their surface has named the fields. */
export const STATS_REQUEST = z.strictObject({
  ...PERIOD_FIELDS,
  bucket: words(BUCKETS).optional().describe("Length of a time bucket; default: day, or none with group_by"),
  group_by: z
    .array(words(GROUPS))
    .max(2)
    .default([])
    .describe("Up to two dimensions, or hour / weekday in the zone"),
  filters: FILTERS_FIELD,
  ...NARROWING_FIELDS,
  compare: words(COMPARISONS).default("none").describe("Compare with the period before"),
  order_by: words(ORDERS).default("total").describe("Ranks groups, highest first; a rate by its lower bound"),
  limit: z
    .int()
    .min(1)
    .max(MAX_LIMIT)
    .default(DEFAULT_LIMIT)
    .describe("Groups listed; the rest is summed as (other)"),
  min_total: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1)
    .describe("Groups with fewer events are summed as (other)"),
  metrics: z
    .array(words(ORDERS))
    .min(1)
    .max(ORDERS.length)
    .optional()
    .describe("Counts and rates that each row carries; default: all"),
  max_rows: z
    .int()
    .min(1)
    .max(MAX_CELLS)
    .optional()
    .describe(
      "Most rows in the answer; when there would be more, fewer groups are listed, as if limit were lower",
    ),
});
export type StatsRequest = z.output<typeof STATS_REQUEST>;

export const SUMMARY_REQUEST = z.strictObject({
  ...PERIOD_FIELDS,
  filters: FILTERS_FIELD,
  ...NARROWING_FIELDS,
});
export type SummaryRequest = z.output<typeof SUMMARY_REQUEST>;

export const VALUES_REQUEST = z.strictObject({
  ...PERIOD_FIELDS,
  dimension: words(DIMENSION_NAMES).describe("Dimension whose values are listed"),
  filters: FILTERS_FIELD,
  limit: z.int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT).describe("Values listed, most frequent first"),
});

export const SCHEMA_REQUEST = z.strictObject({ timezone: PERIOD_FIELDS.timezone });
