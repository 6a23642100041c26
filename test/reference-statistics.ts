import {
  BLOB_COLUMNS,
  DIMENSIONS,
  EVENT_TYPES,
  type EventType,
  type LeadEvent,
} from "../src/domain/dataset.ts";
import type { StatsRequest } from "../src/stats/request.ts";

/** One stored data point: an event, when it was written, and how many events it stands for. */
export interface StoredPoint {
  readonly timestamp: number;
  readonly interval: number;
  readonly event: LeadEvent;
}

type Counts = Record<EventType | "total" | "hot_count" | "fast_count", number>;
const COLUMN_OF = new Map(DIMENSIONS.map(({ name, column }) => [name as string, column]));
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/**
 * Answers a statistics question by looking at every point, with nothing but the calendar of `Intl`. It shares no code
 * with the product: slow, plain and independent.
 */
export function countPoints(
  points: readonly StoredPoint[],
  request: StatsRequest,
  range: readonly [number, number],
) {
  const zone = request.timezone ?? "UTC";
  const rows = new Map<string, Counts>();
  const totals = toZero();
  for (const { timestamp, interval, event } of points) {
    if (timestamp < range[0] || timestamp >= range[1]) continue;
    if (event.suspicion_score < (request.min_suspicion ?? 0)) continue;
    if (event.engagement_score < (request.min_engagement ?? 0)) continue;
    const others = request.filters.filter(({ dimension }) => dimension !== "type");
    if (!others.every((filter) => holds(event, filter))) continue;
    for (const [type, weight] of toContributions(event, interval)) {
      if (!isTypeAsked(request, type)) continue;
      const labels = request.group_by.map((group) => toGroupLabel(event, type, group, timestamp, zone));
      const bucket =
        request.bucket === undefined || request.bucket === "none"
          ? ""
          : toBucketLabel(timestamp, request.bucket, zone);
      const key = [bucket, ...labels].join("|");
      const row = rows.get(key) ?? toZero();
      rows.set(key, row);
      for (const counts of [row, totals]) {
        counts[type] += weight;
        counts.total += weight;
        if (type !== "primary" || weight < 0) continue;
        if (/Hot/.test(event.engagement)) counts.hot_count += weight;
        const seconds = event.time_to_submit_s;
        if (seconds !== 0 && seconds < 3) counts.fast_count += weight;
      }
    }
  }
  return { rows, totals };
}

export function toZero(): Counts {
  return { total: 0, primary: 0, follow_up: 0, bot: 0, test: 0, blocked: 0, hot_count: 0, fast_count: 0 };
}

/** What a point adds to which type; the event of a restored submission takes its original back out. */
function toContributions(event: LeadEvent, interval: number): [EventType, number][] {
  const own: [EventType, number] = [event.event_type as EventType, interval];
  if (event.reason === "restored_bot") return [own, ["bot", -interval]];
  if (event.reason === "restored_blocked") return [own, ["blocked", -interval]];
  return [own];
}

function isTypeAsked(request: StatsRequest, type: EventType): boolean {
  return request.filters
    .filter(({ dimension }) => dimension === "type")
    .every((filter) => matches(type, filter));
}

type Filter = StatsRequest["filters"][number];

function holds(event: LeadEvent, filter: Filter): boolean {
  const column = COLUMN_OF.get(filter.dimension);
  return column !== undefined && matches(event[column], filter);
}

function matches(value: string, { operator, values }: Filter): boolean {
  const wanted = values.map((text) => (text === "(unknown)" ? "" : text));
  if (operator === "contains") return wanted.some((text) => value.toLowerCase().includes(text.toLowerCase()));
  return wanted.includes(value) === (operator === "is");
}

function toGroupLabel(
  event: LeadEvent,
  type: EventType,
  group: string,
  timestamp: number,
  zone: string,
): string {
  if (group === "type") return type;
  const { hour, weekday } = toLocal(timestamp, zone);
  if (group === "hour") return String(hour).padStart(2, "0");
  if (group === "weekday") return WEEKDAYS[weekday] ?? "";
  const column = COLUMN_OF.get(group);
  return (column && event[column]) || "(unknown)";
}

const formats = new Map<string, Intl.DateTimeFormat>();

type LocalClock = ReturnType<typeof readClock>;
const clocks = new Map<string, LocalClock>();

/** The local clock at a moment, remembered: `Intl` is slow, and the same points are asked about again and again. */
function toLocal(timestamp: number, zone: string): LocalClock {
  const key = `${zone} ${timestamp}`;
  const known = clocks.get(key) ?? readClock(timestamp, zone);
  clocks.set(key, known);
  return known;
}

function readClock(timestamp: number, zone: string) {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  const parts = Object.fromEntries(
    format.formatToParts(timestamp * 1000).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
  return { asUtc, offset: asUtc - timestamp, hour, weekday: new Date(asUtc * 1000).getUTCDay() };
}

/** Clock buckets by their start in UTC, longer ones by the local date they start on. */
export function toBucketLabel(timestamp: number, bucket: string, zone: string): string {
  const { asUtc, offset } = toLocal(timestamp, zone);
  if (bucket === "30min" || bucket === "60min") {
    const size = bucket === "30min" ? 1800 : 3600;
    return String(asUtc - (asUtc % size) - offset);
  }
  const date = new Date(asUtc * 1000);
  if (bucket === "week") date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  if (bucket === "month") date.setUTCDate(1);
  return date.toISOString().slice(0, 10);
}

/** Every label there is, for random filters. */
export function toLabels(points: readonly StoredPoint[]): Map<string, string[]> {
  return new Map(
    DIMENSIONS.filter(({ column }) => BLOB_COLUMNS.includes(column)).map(({ name, column }) => [
      name,
      name === "type"
        ? [...EVENT_TYPES]
        : [...new Set(points.map(({ event }) => event[column] || "(unknown)"))],
    ]),
  );
}
