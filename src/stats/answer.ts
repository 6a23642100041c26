import * as z from "zod";
import {
  DIMENSION_NAMES,
  METRIC_NAMES,
  METRICS,
  type Metric,
  RATE_NAMES,
  RATES,
  type Rate,
} from "../domain/dataset.ts";
import { MIN_DAYS } from "./dispersion.ts";
import { BUCKETS, COMPARISONS, FILTER, GROUPS, ORDERS } from "./request.ts";

/** The shapes of every answer. REST bodies, MCP `structuredContent` and the JSON Schemas in docs/api are these. */

const count = z.number().nonnegative();
const moment = z.iso.datetime({ offset: true });

/** A share with its 95 % Wilson interval; all `null` when nothing was counted below the line. */
export const RATE_ANSWER = z.strictObject({
  value: z.number().min(0).max(1).nullable(),
  low: z.number().min(0).max(1).nullable(),
  high: z.number().min(0).max(1).nullable(),
});
export type RateAnswer = z.output<typeof RATE_ANSWER>;

const counts = Object.fromEntries(
  METRIC_NAMES.map((name) => [name, z.number().describe(METRICS[name].meaning)]),
) as Record<(typeof METRIC_NAMES)[number], z.ZodNumber>;
const rates = Object.fromEntries(
  RATE_NAMES.map((name) => [name, RATE_ANSWER.describe(RATES[name].meaning)]),
) as Record<(typeof RATE_NAMES)[number], typeof RATE_ANSWER>;

export const INTERVAL = z.strictObject({ low: z.number(), high: z.number() });
export type Interval = z.output<typeof INTERVAL>;
const intervals = z
  .partialRecord(z.enum(METRIC_NAMES as [Metric, ...Metric[]]), INTERVAL)
  .optional()
  .describe("95 % interval of each count, only where counts are estimates");

/** All metrics and rates of one cell. */
export const TOTALS = z.strictObject({ ...counts, ...rates, intervals });
export type Totals = z.output<typeof TOTALS>;

const label = z.string().optional();
const groupLabels = Object.fromEntries(GROUPS.map((name) => [name, label])) as Record<
  (typeof GROUPS)[number],
  typeof label
>;

/** One bucket, group or both; carries only the keys that were asked for. */
export const ROW = z.strictObject({
  bucket: moment.optional().describe("Start of the bucket, with the zone's offset"),
  open: z.literal(true).optional().describe("The bucket is not over yet"),
  ...groupLabels,
  ...z.object({ ...counts, ...rates }).partial().shape,
  intervals,
});
/** Carries the counts and rates that `metrics` of its query names. */
export type Row = z.output<typeof ROW>;
/** A row of a query that names no `metrics`. */
export type WholeRow = Row & Totals;

export const QUERY_ANSWER = z.strictObject({
  from: moment.describe("First moment counted"),
  to: moment.describe("First moment no longer counted"),
  timezone: z.string(),
  bucket: z.enum(BUCKETS),
  group_by: z.array(z.enum(GROUPS)),
  filters: z.array(FILTER),
  min_suspicion: z.number().optional(),
  min_engagement: z.number().optional(),
  compare: z.enum(COMPARISONS),
  order_by: z.enum(ORDERS),
  limit: z.number(),
  min_total: z.number(),
  metrics: z.array(z.enum(ORDERS)).optional(),
  max_rows: z.number().optional(),
});
export type QueryAnswer = z.output<typeof QUERY_ANSWER>;

export const WARNING = z.strictObject({
  code: z.string(),
  message: z.string(),
  labels: z.record(z.string(), z.array(z.string())).optional().describe("Labels the message is about"),
});
export type Warning = z.output<typeof WARNING>;

export const QUALITY = z.strictObject({
  source: z.literal("analytics_engine"),
  sampled: z.boolean().describe("false: every count is exact"),
  rows_read: count.describe("Stored data points behind the answer"),
  first_event: moment.nullable().describe("First event in the range"),
  last_event: moment.nullable(),
  late_events: count.describe("Events written more than five minutes after receipt"),
  unknown_share: z
    .record(z.string(), z.number())
    .describe("Share of events without a value, per grouped dimension"),
  open_period: z.boolean().describe("The range is not over yet"),
  lag_note: z.string(),
  warnings: z.array(WARNING),
});
export type Quality = z.output<typeof QUALITY>;

export const VERDICTS = ["up", "down", "no clear change", "not enough data"] as const;
export type Verdict = (typeof VERDICTS)[number];
const verdict = z
  .enum(VERDICTS)
  .describe(`Whether the change is more than days differ anyway; needs ${MIN_DAYS} whole days of history`);

/** How a count moved against the compared range; `percent` is null when there was nothing before. */
export const CHANGE = z.strictObject({
  absolute: z.number(),
  percent: z.number().nullable(),
  ratio_low: z.number().nullable().describe("Lower end of the 95 % interval of now / before"),
  ratio_high: z.number().nullable(),
  verdict,
});
export type Change = z.output<typeof CHANGE>;

/** How a share moved, as a difference of shares with its 95 % interval. */
export const RATE_CHANGE = z.strictObject({
  absolute: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict,
});
export type RateChange = z.output<typeof RATE_CHANGE>;

export const CHANGES = z.strictObject({
  ...(Object.fromEntries(METRIC_NAMES.map((name) => [name, CHANGE])) as Record<Metric, typeof CHANGE>),
  ...(Object.fromEntries(RATE_NAMES.map((name) => [name, RATE_CHANGE])) as Record<Rate, typeof RATE_CHANGE>),
});
export type MetricChanges = z.output<typeof CHANGES>;

export const COMPARISON = z.strictObject({
  from: moment,
  to: moment,
  totals: TOTALS,
  rows: z.array(ROW).optional(),
  change: CHANGES,
});
export type Comparison = z.output<typeof COMPARISON>;

const headline = z.string().describe("The answer in one sentence; its numbers are computed");
const link = z.string().describe("The same question as a REST address");

export const STATS_ANSWER = z.strictObject({
  headline,
  query: QUERY_ANSWER,
  totals: TOTALS,
  rows: z.array(ROW),
  comparison: COMPARISON.optional(),
  quality: QUALITY,
  link,
});
export type StatsAnswer = z.output<typeof STATS_ANSWER>;
/** An answer to a query that names no `metrics`. */
export type WholeStatsAnswer = Omit<StatsAnswer, "rows" | "comparison"> & {
  rows: WholeRow[];
  comparison?: (Omit<Comparison, "rows"> & { rows?: WholeRow[] | undefined }) | undefined;
};

/** What a finding is about; an ordinary period and too little data are told alone. */
const FINDING_KINDS = ["week", "day", "change", "focus", "ordinary", "not_enough_data"] as const;

/** Something worth knowing; a stored label stands only in `labels`, never in the sentence. */
export const FINDING = z.strictObject({
  kind: z.enum(FINDING_KINDS),
  sentence: z.string(),
  labels: z.record(z.string(), z.string()).optional(),
  link: z.string().optional(),
});
export type Finding = z.output<typeof FINDING>;

export const SUMMARY_ANSWER = z.strictObject({
  headline,
  query: QUERY_ANSWER,
  totals: TOTALS,
  comparison: COMPARISON,
  top_projects: z.array(ROW),
  top_countries: z.array(ROW),
  findings: z.array(FINDING),
  quality: QUALITY,
  link,
});
export type SummaryAnswer = z.output<typeof SUMMARY_ANSWER>;

export const VALUES_ANSWER = z.strictObject({
  headline,
  dimension: z.enum(DIMENSION_NAMES as [string, ...string[]]),
  query: QUERY_ANSWER,
  values: z.array(z.strictObject({ value: z.string(), total: count, primary: count })),
  quality: QUALITY,
  link,
});
export type ValuesAnswer = z.output<typeof VALUES_ANSWER>;

const named = z.strictObject({ name: z.string(), meaning: z.string() });
const project = z.strictObject({ id: z.string(), name: z.string(), timezone: z.string() });
export type ProjectAnswer = z.output<typeof project>;

export const SCHEMA_ANSWER = z.strictObject({
  headline,
  today: z.iso.date().describe("Today's date in the reporting zone"),
  timezone: z.string().describe("Reporting zone"),
  projects: z.array(project),
  dimensions: z.array(named.extend({ values: z.array(z.string()).optional() })),
  metrics: z.array(named.extend({ aliases: z.array(z.string()) })),
  rates: z.array(named),
  buckets: z.array(z.string()),
  groups: z.array(z.string()),
  operators: z.array(z.string()),
  coverage: z.strictObject({
    first_event: moment.nullable(),
    last_event: moment.nullable(),
    total: count,
    retention_days: count.optional().describe("Older events are no longer there"),
  }),
  quality: QUALITY,
  link,
});
export type SchemaAnswer = z.output<typeof SCHEMA_ANSWER>;
