import { toIntegerLiteral, toMomentLiteral } from "../engine/literal.ts";
import { CLOCK_S, modulo } from "./buckets.ts";
import type { StatsQuery } from "./query.ts";

/** An integer SQL expression that splits time, and what its values mean. */
export interface Grain {
  readonly sql: string;
  /** A moment (epoch seconds) inside the stretch of time a value stands for. */
  readonly toMoment: (value: number) => number;
}

const UNIX = "toUnixTimestamp(timestamp)";
const DAY_S = 86_400;
/** 1970-01-05 was the first Monday of the epoch. */
const MONDAY_SHIFT_S = 3 * DAY_S;

/**
 * The grain of the query's buckets; `undefined` for `none`. Half hours and hours are counted in UTC, shifted by what
 * the offset leaves over, so that the two equal hours of an autumn night stay apart; days and longer are counted on
 * the local clock. Only `intDiv`, `toUnixTimestamp` and `if` are used: the dialect documents no zone for most of
 * its date functions, aligns minutes to UTC, and types month buckets as dates.
 */
export function toGrain(query: StatsQuery): Grain | undefined {
  switch (query.bucket) {
    case "none":
      return undefined;
    case "30min":
    case "60min":
      return toClockGrain(query, CLOCK_S[query.bucket]);
    case "week":
      return toLocalGrain(query, 7 * DAY_S, MONDAY_SHIFT_S);
    default:
      return toLocalGrain(query, DAY_S, 0);
  }
}

/** Local hour of the day, 0–23. */
export function toHourSql(query: StatsQuery): string {
  return `intDiv(${toLocalSeconds(query)}, 3600) % 24`;
}

/** Local ISO weekday counted from 0 = Monday. */
export function toWeekdaySql(query: StatsQuery): string {
  return `intDiv(${toLocalSeconds(query)} + ${MONDAY_SHIFT_S}, ${DAY_S}) % 7`;
}

function toClockGrain({ spans }: StatsQuery, sizeS: number): Grain {
  const sameRest = (size: number) => new Set(spans.map((span) => modulo(span.offset, size))).size <= 1;
  // A zone that moves its clock by half an hour (Lord Howe) needs a finer grain, folded when rows are read.
  const grainS = [sizeS, 1800, 900].find((size) => size <= sizeS && sameRest(size)) ?? 60;
  const shift = modulo(spans[0]?.offset ?? 0, grainS);
  const moment = shift === 0 ? UNIX : `${UNIX} + ${toIntegerLiteral(shift)}`;
  return { sql: `intDiv(${moment}, ${grainS})`, toMoment: (value) => value * grainS - shift };
}

function toLocalGrain(query: StatsQuery, sizeS: number, shiftS: number): Grain {
  const local = toLocalSeconds(query);
  const shifted = shiftS === 0 ? local : `${local} + ${shiftS}`;
  return {
    sql: `intDiv(${shifted}, ${sizeS})`,
    toMoment: (value) => {
      // Noon stands for a day: whatever the clock did at midnight, it is inside.
      const localNoon = value * sizeS - shiftS + DAY_S / 2;
      const span = query.spans.find((s) => localNoon - s.offset < s.to) ?? query.spans.at(-1);
      return localNoon - (span?.offset ?? 0);
    },
  };
}

/** Seconds on the local clock since 1970-01-01 00:00 local. */
function toLocalSeconds({ spans }: StatsQuery): string {
  const last = spans.at(-1)?.offset ?? 0;
  const offset = spans
    .slice(0, -1)
    .reduceRight<string>(
      (rest, span) =>
        `if(timestamp < ${toMomentLiteral(span.to)}, ${toIntegerLiteral(span.offset)}, ${rest})`,
      toIntegerLiteral(last),
    );
  return last === 0 && spans.length <= 1 ? UNIX : `${UNIX} + ${offset}`;
}
