import type { Dimension } from "../../domain/dataset.ts";
import { isRecord } from "../../domain/is-record.ts";
import type { Bucket, Operator } from "../../stats/request.ts";
import { toRecord } from "../schema.ts";
import type { Draft } from "./draft.ts";

/** Other names of parameters. */
const PARAMETER_WORDS: Readonly<Record<string, string>> = {
  date: "period",
  start_date: "from",
  since: "from",
  end_date: "to",
  until: "to",
  interval: "bucket",
  granularity: "bucket",
  dimension: "group_by",
  breakdown: "group_by",
};

/** Other names of dimensions that can mean nothing else here. */
const DIMENSION_WORDS: Readonly<Record<string, Dimension>> = {
  campaign: "utm_campaign",
  medium: "utm_medium",
  keyword: "utm_term",
  term: "utm_term",
  creative: "utm_content",
  content: "utm_content",
  event_type: "type",
  lead_source: "source",
  project_id: "project",
  state: "region",
};

const BUCKET_WORDS: Readonly<Record<string, Bucket>> = {
  half_hour: "30min",
  "30m": "30min",
  "30 minutes": "30min",
  hour: "60min",
  hourly: "60min",
  "60m": "60min",
  "1h": "60min",
  daily: "day",
  "1d": "day",
  weekly: "week",
  monthly: "month",
  total: "none",
  all: "none",
};

const OPERATOR_WORDS: Readonly<Record<string, Operator>> = {
  "=": "is",
  "==": "is",
  eq: "is",
  equals: "is",
  in: "is",
  "!=": "is_not",
  ne: "is_not",
  not: "is_not",
  not_in: "is_not",
  like: "contains",
  includes: "contains",
};

/** Puts the names of parameters right that a tool has under another name. */
export function repairNames({ input, notes }: Draft, properties: Record<string, unknown>): void {
  for (const [given, name] of Object.entries(PARAMETER_WORDS)) {
    const value = input[given];
    // A day has no name, but a start and an end.
    const names =
      given === "date" && typeof value === "string" && /^\d{4}-/.test(value) ? ["from", "to"] : [name];
    if (value === undefined || given in properties) continue;
    if (names.some((one) => !(one in properties) || one in input)) continue;
    delete input[given];
    for (const one of names) input[one] = value;
    notes.push(`${given} was read as ${names.join(" and ")}.`);
  }
}

/** Puts common synonyms of dimensions, buckets and operators right, and a single group written without its list. */
export function repairWords(draft: Draft, properties: Record<string, unknown>): void {
  if ("bucket" in properties) repairBucket(draft);
  if (toRecord(properties.group_by).type === "array") repairGroups(draft);
  const { input, notes } = draft;
  if (Array.isArray(input.filters)) input.filters = input.filters.map((filter) => toNamed(filter, notes));
}

function repairBucket({ input, notes }: Draft): void {
  const bucket = toWord(BUCKET_WORDS, input.bucket);
  if (bucket === input.bucket) return;
  input.bucket = bucket;
  notes.push(`bucket was read as ${bucket}.`);
}

function repairGroups({ input, notes }: Draft): void {
  const given = input.group_by;
  if (given === undefined) return;
  const list: unknown[] =
    typeof given === "string" ? given.split(",") : Array.isArray(given) ? given : [given];
  const groups = list
    .map((group) => toWord(DIMENSION_WORDS, typeof group === "string" ? group.trim() : group))
    .filter((group) => group !== "none" && group !== "");
  const words = JSON.stringify(groups);
  if (words === JSON.stringify(given)) return;
  input.group_by = groups;
  notes.push(`group_by was read as ${words}.`);
}

function toNamed(filter: unknown, notes: string[]): unknown {
  if (!isRecord(filter)) return filter;
  const dimension = toWord(DIMENSION_WORDS, filter.dimension);
  const operator = toWord(OPERATOR_WORDS, filter.operator);
  if (dimension === filter.dimension && operator === filter.operator) return filter;
  notes.push(`A filter was read as ${[dimension, operator].filter(Boolean).join(" ")}.`);
  return { ...filter, dimension, ...(operator !== undefined && { operator }) };
}

function toWord(words: Readonly<Record<string, string>>, given: unknown): unknown {
  if (typeof given !== "string") return given;
  const key = given.toLowerCase();
  return Object.hasOwn(words, key) ? words[key] : given;
}
