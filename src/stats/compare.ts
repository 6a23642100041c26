import type { Range } from "../domain/period.ts";
import { toDayStart, toLocalDate, toOffsetSpans } from "../domain/zone.ts";
import type { StatsQuery } from "./query.ts";

/**
 * The query of the range to compare with: as many calendar days earlier as the range covers (`previous`), or the
 * next whole number of weeks (`previous_weekday_aligned`). Of a range that is still open only the part that has
 * elapsed is compared, on both sides.
 */
export function toEarlierQuery(
  query: StatsQuery,
  compare: "previous" | "previous_weekday_aligned",
): StatsQuery {
  const range = toEarlierRange(query, compare);
  return { ...query, range, spans: toOffsetSpans(query.timezone, range.from, range.to) };
}

/** The part of the range that has elapsed; the whole range when it is over or has not begun. */
function toElapsed({ range, now }: StatsQuery): Range {
  return range.from < now && now < range.to ? { from: range.from, to: now } : range;
}

function toEarlierRange(query: StatsQuery, compare: "previous" | "previous_weekday_aligned"): Range {
  const { timezone, range } = query;
  const covered = toLocalDate(timezone, range.from).until(toLocalDate(timezone, range.to - 1)).days + 1;
  const days = compare === "previous" ? covered : Math.ceil(covered / 7) * 7;
  const shift = (epochS: number) => {
    const date = toLocalDate(timezone, epochS);
    const intoDay = epochS - toDayStart(timezone, date);
    return toDayStart(timezone, date.subtract({ days })) + intoDay;
  };
  const elapsed = toElapsed(query);
  return { from: shift(elapsed.from), to: Math.min(range.from, shift(elapsed.to)) };
}
