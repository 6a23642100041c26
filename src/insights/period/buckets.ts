import { isDayStart, toDayStart, toLocalDate } from "../../domain/zone.ts";
import type { WholeRow, WholeStatsAnswer } from "../../stats/answer.ts";
import { toWeekday } from "./date.ts";

/** One bucket of an answer on the local clock. */
export interface Bucket {
  /** ISO 8601 with offset, as the row has it. */
  readonly start: string;
  readonly date: string;
  /** 0 = Monday. */
  readonly weekday: number;
  /** Minutes after local midnight. */
  readonly minute: number;
  /** The bucket lies in the range with all its length and is over. */
  readonly isWhole: boolean;
}

/** The buckets of an answer, in order, and per bucket its rows. */
export function toBuckets(
  { query, rows }: WholeStatsAnswer,
  nowMs: number,
): { readonly buckets: Bucket[]; readonly rows: (readonly WholeRow[])[] } {
  const byStart = Map.groupBy(rows, ({ bucket }) => bucket ?? "");
  const starts = [...byStart.keys()];
  const from = Date.parse(query.from);
  const end = Math.min(Date.parse(query.to), nowMs);
  // A range that ends with a day ends with a whole day, week or month; any other cuts its last bucket.
  const isByClock = query.bucket === "60min" || query.bucket === "30min";
  const isCut = !isByClock && !isDayStart(query.timezone, Date.parse(query.to) / 1000);
  const buckets = starts.map((start, index): Bucket => {
    const next = starts[index + 1];
    const isLastWhole = !isCut && Date.parse(query.to) <= nowMs;
    const isOver = next === undefined ? isLastWhole : Date.parse(next) <= end;
    return {
      start,
      date: start.slice(0, 10),
      weekday: toWeekday(start),
      minute: 60 * Number(start.slice(11, 13)) + Number(start.slice(14, 16)),
      isWhole: Date.parse(start) >= from && isOver,
    };
  });
  return { buckets, rows: [...byStart.values()] };
}

/** Days of the range that have passed since its start or the first event, whichever came later; 0 without events. */
export function toElapsedDays({ query, quality }: WholeStatsAnswer, nowMs: number): number {
  const first = quality.first_event;
  if (first === null) return 0;
  const firstDay = toLocalDate(query.timezone, Date.parse(first) / 1000);
  const from = Math.max(Date.parse(query.from), 1000 * toDayStart(query.timezone, firstDay));
  return Math.max(0, (Math.min(Date.parse(query.to), nowMs) - from) / 86_400_000);
}
