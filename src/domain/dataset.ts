import { readCountry } from "./country.ts";
import { REFERER_MAX_CHARS } from "./label.ts";

/**
 * The dataset `lead_submissions`: one Analytics Engine data point per received event.
 * This file is the only definition of its columns, dimensions, metrics and rates; everything else is derived.
 * Slots are append-only: a slot is never moved, reused or renamed.
 */
export const DATASET = "lead_submissions";
export const SCHEMA_VERSION = 1;

/** What an event turned out to be; exactly one applies. */
export const EVENT_TYPES = ["primary", "follow_up", "test", "blocked", "bot"] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const CHANNELS = [
  "paid_search",
  "paid_social",
  "organic_search",
  "organic_social",
  "email",
  "referral",
  "ai_assistant",
  "direct",
  "other",
] as const;
export type Channel = (typeof CHANNELS)[number];

export const DEVICES = ["desktop", "mobile", "tablet", "unknown"] as const;
export type Device = (typeof DEVICES)[number];

export const ENGAGEMENT_LABELS = ["Cold", "Warm", "Hot", "Very Hot"] as const;
export type EngagementLabel = (typeof ENGAGEMENT_LABELS)[number];

export interface BlobSpec {
  readonly slot: `blob${number}`;
  readonly meaning: string;
  /** Every value the column can hold, where the set is closed. */
  readonly values?: readonly string[];
  /** The name under which it can be grouped and filtered; `null` keeps it out of questions. */
  readonly dimension?: string | null;
  /** How a label is written; without one, as it came. */
  readonly form?: (label: string) => string;
  /** Longest label it holds, where that is not the usual length. */
  readonly maxChars?: number;
}
interface DoubleSpec {
  readonly slot: `double${number}`;
  readonly meaning: string;
  readonly min: number;
  readonly max: number;
}

const toLower = (label: string) => label.toLowerCase();

/** The code of a country's code or English name. */
function toCountry(label: string): string {
  const upper = label.toUpperCase();
  return readCountry(upper) ?? upper;
}

export const BLOBS = {
  project: { slot: "blob1", meaning: "project id", form: toLower },
  source: { slot: "blob2", meaning: "lead source, lower-case", form: toLower },
  referer: {
    slot: "blob3",
    meaning: "page the form was on: origin and path, no query, no fragment",
    maxChars: REFERER_MAX_CHARS,
  },
  cta: { slot: "blob4", meaning: "name of the call to action or form" },
  is_primary: { slot: "blob5", meaning: "1 for a primary lead, else 0", values: ["1", "0"], dimension: null },
  phone_country: { slot: "blob6", meaning: "calling code of the given phone number, e.g. +91" },
  channel: {
    slot: "blob7",
    meaning: "marketing channel, derived from UTM values and referrer",
    values: CHANNELS,
  },
  device: { slot: "blob8", meaning: "device class of the visitor", values: DEVICES },
  landing_page: { slot: "blob9", meaning: "first page of the visit, path only" },
  utm_source: { slot: "blob10", meaning: "UTM source of the visit" },
  utm_medium: { slot: "blob11", meaning: "UTM medium of the visit" },
  utm_campaign: { slot: "blob12", meaning: "UTM campaign of the visit" },
  utm_term: { slot: "blob13", meaning: "UTM term (keyword) of the visit" },
  utm_content: { slot: "blob14", meaning: "UTM content (creative) of the visit" },
  engagement: { slot: "blob15", meaning: "engagement band of the visit", values: ENGAGEMENT_LABELS },
  country: { slot: "blob16", meaning: "country, ISO 3166-1 alpha-2", form: toCountry },
  city: { slot: "blob17", meaning: "city" },
  region: { slot: "blob18", meaning: "region or state" },
  reason: {
    slot: "blob19",
    meaning: "the one code that decided the event type",
    form: toLower,
  },
  event_type: { slot: "blob20", meaning: "what the event is", values: EVENT_TYPES, dimension: "type" },
} as const satisfies Record<string, BlobSpec>;

export const DOUBLES = {
  schema_version: { slot: "double1", meaning: "version of this layout", min: 1, max: 1_000 },
  suspicion_score: { slot: "double2", meaning: "how suspicious the submission is", min: 0, max: 100 },
  engagement_score: { slot: "double3", meaning: "how engaged the visitor was", min: 0, max: 100 },
  time_to_submit_s: {
    slot: "double4",
    meaning: "seconds from page load to submission; 0 is unknown",
    min: 0,
    max: 86_400,
  },
  pages_viewed: { slot: "double5", meaning: "pages seen in the visit", min: 0, max: 10_000 },
  scroll_depth_pct: { slot: "double6", meaning: "deepest scroll position in per cent", min: 0, max: 100 },
  visit_count: { slot: "double7", meaning: "visits of this browser so far", min: 0, max: 100_000 },
  vpn: { slot: "double8", meaning: "1 when a VPN is suspected, else 0", min: 0, max: 1 },
  received_at: { slot: "double9", meaning: "receipt, epoch seconds", min: 0, max: 4_102_444_800 },
  vpn_score: { slot: "double10", meaning: "how likely a VPN is", min: 0, max: 100 },
} as const satisfies Record<string, DoubleSpec>;

export type BlobColumn = keyof typeof BLOBS;
export type DoubleColumn = keyof typeof DOUBLES;
export type Column = BlobColumn | DoubleColumn;
/** One received thing, ready to be written; holds no personal data. Every column must be supplied. */
export type LeadEvent = Record<BlobColumn, string> & Record<DoubleColumn, number>;

export const BLOB_COLUMNS = Object.keys(BLOBS) as BlobColumn[];
export const DOUBLE_COLUMNS = Object.keys(DOUBLES) as DoubleColumn[];

type DimensionNameOf<C extends BlobColumn> = (typeof BLOBS)[C] extends { dimension: infer N }
  ? N extends string
    ? N
    : never
  : C;
/** What can be grouped by and filtered on: every blob but `is_primary`; `event_type` is called `type`. */
export type Dimension = { [C in BlobColumn]: DimensionNameOf<C> }[BlobColumn];

export interface DimensionSpec {
  readonly name: Dimension;
  readonly column: BlobColumn;
  readonly slot: string;
  readonly meaning: string;
  readonly values?: readonly string[];
}

export const DIMENSIONS: readonly DimensionSpec[] = BLOB_COLUMNS.flatMap((column) => {
  const spec: BlobSpec = BLOBS[column];
  if (spec.dimension === null) return [];
  const name = (spec.dimension ?? column) as Dimension;
  const base = { name, column, slot: spec.slot, meaning: spec.meaning };
  return [spec.values ? { ...base, values: spec.values } : base];
});
export const DIMENSION_NAMES = DIMENSIONS.map((d) => d.name);

const DIMENSION_BY_NAME = new Map(DIMENSIONS.map((d) => [d.name, d]));
/** The registry entry of a dimension. */
export function toDimension(name: Dimension): DimensionSpec {
  const spec = DIMENSION_BY_NAME.get(name);
  if (!spec) throw new TypeError(`no dimension ${name}`);
  return spec;
}

/** `reason` of the event written when a filtered submission is restored as a lead; it takes the original back out. */
export const RESTORED_REASON = { bot: "restored_bot", blocked: "restored_blocked" } as const;

/** A primary lead counts as suspicious from this suspicion score on. */
export const SUSPICIOUS_FROM_SCORE = 40;

/** A form sent sooner than this many seconds after its page loaded was hardly filled in by hand. */
export const FAST_BELOW_S = 3;

interface MetricSpec {
  readonly meaning: string;
  /** Event types counted; `total` is the sum of all five. */
  readonly types: readonly EventType[];
  /** Further condition on the counted events. */
  readonly where?:
    | { readonly column: DoubleColumn; readonly atLeast: number }
    | { readonly column: DoubleColumn; readonly above: number; readonly below: number }
    | { readonly column: BlobColumn; readonly anyOf: readonly string[] };
  readonly aliases: readonly string[];
  /** Of use to few: compact tables leave it out unless it is asked for. */
  readonly isDetail?: true;
}

/** Counts of events, weighted by sample interval. A restored submission's original is subtracted from its type. */
export const METRICS = {
  total: { meaning: "all received events", types: EVENT_TYPES, aliases: ["lead_count", "total_count"] },
  primary: {
    meaning: "real first leads, one per person and project",
    types: ["primary"],
    aliases: ["actual_lead_count", "actual_count", "primary_count"],
  },
  follow_up: {
    meaning: "repeat submissions of a known person",
    types: ["follow_up"],
    aliases: ["follow_up_count", "followup_count"],
  },
  bot: { meaning: "submissions by bots", types: ["bot"], aliases: ["bot_count"] },
  test: { meaning: "own tests", types: ["test"], aliases: ["test_count"] },
  blocked: {
    meaning: "submissions by blocked senders, or kept out by a rule of the project",
    types: ["blocked"],
    aliases: ["blocked_count"],
  },
  vpn_count: {
    meaning: "primary leads behind a suspected VPN",
    types: ["primary"],
    where: { column: "vpn", atLeast: 1 },
    aliases: ["vpn_lead_count"],
  },
  suspicious_count: {
    meaning: `primary leads with a suspicion score of ${SUSPICIOUS_FROM_SCORE} or more`,
    types: ["primary"],
    where: { column: "suspicion_score", atLeast: SUSPICIOUS_FROM_SCORE },
    aliases: ["suspicious_lead_count"],
  },
  hot_count: {
    meaning: "primary leads in the Hot or Very Hot band",
    types: ["primary"],
    where: { column: "engagement", anyOf: ["Hot", "Very Hot"] },
    aliases: ["hot_lead_count"],
  },
  fast_count: {
    meaning: `primary leads sent less than ${FAST_BELOW_S} s after the page loaded; an unknown time is not fast`,
    types: ["primary"],
    // 0 is written when the time is not known.
    where: { column: "time_to_submit_s", above: 0, below: FAST_BELOW_S },
    aliases: ["fast_submit_count"],
    isDetail: true,
  },
} as const satisfies Record<string, MetricSpec>;
export type Metric = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as Metric[];
/** What a compact table shows. */
export const COMMON_METRICS = METRIC_NAMES.filter((name) => !("isDetail" in METRICS[name]));

interface RateSpec {
  readonly meaning: string;
  readonly of: readonly Metric[];
  readonly per: readonly Metric[];
}

/** Shares: sum of `of` over sum of `per`; without a value when the denominator is 0. */
export const RATES = {
  actual_rate: { meaning: "primary leads among all events", of: ["primary"], per: ["total"] },
  bot_rate: {
    meaning: "bot and blocked submissions among all events",
    of: ["bot", "blocked"],
    per: ["total"],
  },
  hot_rate: { meaning: "Hot or Very Hot among primary leads", of: ["hot_count"], per: ["primary"] },
  suspicious_rate: { meaning: "suspicious among primary leads", of: ["suspicious_count"], per: ["primary"] },
  vpn_rate: { meaning: "suspected VPN among primary leads", of: ["vpn_count"], per: ["primary"] },
  follow_up_rate: {
    meaning: "follow-ups among primary leads and follow-ups",
    of: ["follow_up"],
    per: ["primary", "follow_up"],
  },
  fast_rate: {
    meaning: `primary leads sent within ${FAST_BELOW_S} s, as a share of all primary leads, including those whose time is unknown`,
    of: ["fast_count"],
    per: ["primary"],
  },
} as const satisfies Record<string, RateSpec>;
export type Rate = keyof typeof RATES;
export const RATE_NAMES = Object.keys(RATES) as Rate[];
