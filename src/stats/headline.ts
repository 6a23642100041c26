import type { Metric } from "../domain/dataset.ts";
import type { Range } from "../domain/period.ts";
import { isDayStart, toIso } from "../domain/zone.ts";
import type { Change, Verdict } from "./answer.ts";
import type { Cell } from "./cell.ts";
import type { StatsQuery } from "./query.ts";
import type { Table } from "./table.ts";
import { toMomentWords, toPlural } from "./words.ts";

type Counts = Readonly<Record<Metric, number>>;

/**
 * The answer in one sentence. It holds computed numbers and dates only, never a stored label.
 * @param whose what {@link toWhose} says of the query
 */
export function toHeadline(query: StatsQuery, metrics: Counts, whose: string): string {
  const parts = query.types
    .filter((type) => type === "primary" || metrics[type] !== 0)
    .map((type) => `${metrics[type]} ${toNoun(type, metrics[type])}`);
  const events = `${metrics.total} ${toPlural("event", metrics.total)}`;
  return `${events}${whose} ${toSpan(query)}: ${parts.join(", ") || "none of the chosen types"}.`;
}

/** How many values of the query's group there are, and how many of them are listed. */
export function toValuesHeadline(
  query: StatsQuery,
  listed: number,
  { folded }: Pick<Table, "folded">,
  whose: string,
): string {
  const all = listed + folded;
  const ranked = `The ${listed} most frequent${Number.isFinite(all) ? ` of ${all}` : ""}`;
  return `${folded > 0 ? ranked : all} ${toPlural("value", all)} of ${query.groupBy[0]}${whose} ${toSpan(query)}.`;
}

/** Which day it is, and how far the events reach. */
export function toSchemaHeadline(
  { timezone, now }: StatsQuery,
  { firstAt, lastAt }: Cell,
  total: number,
  whose: string,
): string {
  const show = (epochS: number) => toIso(timezone, epochS).slice(0, 16).replace("T", " ");
  const span =
    firstAt === undefined || lastAt === undefined ? "" : `, from ${show(firstAt)} to ${show(lastAt)}`;
  const events = total === 0 ? "No events" : `${total} ${toPlural("event", total)}`;
  return `Today is ${show(now).slice(0, 10)} in ${timezone}. ${events}${whose}${total === 0 ? " yet" : span}.`;
}

/**
 * How the primary leads moved against an earlier range, and whether that is more than days differ anyway; empty where
 * that is no question.
 * @param earlier the range compared with
 * @param since epoch seconds from which on there is data, when the earlier range begins before
 */
export function toChangeSentence(
  query: StatsQuery,
  { absolute, percent, verdict }: Change,
  before: number,
  earlier: Range,
  since: number | undefined,
): string {
  const { types, range, timezone, now } = query;
  if (range.from > now || !types.includes("primary")) return "";
  if (since !== undefined) {
    return ` There is data only from ${toMomentWords(timezone, since)} on, so no rise or fall can be read from it.`;
  }
  const { period, isOn, isMany } = toEarlierWords(query, earlier);
  if (absolute === 0) {
    return before === 0
      ? ` The ${period} ${isMany ? "have" : "has"} no primary leads either.`
      : ` Primary leads are level with the ${period} (${before}).`;
  }
  const whole = Math.abs(Math.round(percent ?? 0));
  const rounded = whole === 0 ? "less than 1" : `${absolute > 0 ? "+" : "−"}${whole}`;
  const share = percent === null ? "" : ` (${rounded} %)`;
  const direction = absolute > 0 ? "more" : "fewer";
  const count = Math.abs(absolute);
  return ` That is ${count} primary ${toPlural("lead", count)} ${direction} than ${isOn ? "on" : "in"} the ${period}${share}: ${VERDICT_WORDS[verdict]}.`;
}

/** What a range is compared with. What is open or cut is compared with a part only. */
function toEarlierWords({ compare, range, timezone }: StatsQuery, earlier: Range) {
  if (compare !== "previous_weekday_aligned") {
    const part = earlier.to === range.from ? "" : "same part of the ";
    return { period: `${part}period before`, isOn: false, isMany: false };
  }
  const isOne = toIso(timezone, earlier.from).slice(0, 10) === toIso(timezone, earlier.to - 1).slice(0, 10);
  const isWhole = isDayStart(timezone, earlier.from) && isDayStart(timezone, earlier.to);
  const days = `same ${isOne ? "weekday" : "weekdays"} before`;
  return { period: isWhole ? days : `same part of the ${days}`, isOn: isWhole, isMany: isWhole && !isOne };
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  up: "a rise beyond normal day-to-day variation",
  down: "a fall beyond normal day-to-day variation",
  "no clear change": "between the two alone no clear change, given normal day-to-day variation",
  "not enough data": "too little data to call it a change",
};

function toSpan({ range, timezone, now }: StatsQuery): string {
  const first = toIso(timezone, range.from);
  const last = toIso(timezone, range.to - 1);
  const isWholeDays = isDayStart(timezone, range.from) && isDayStart(timezone, range.to);
  const show = (iso: string) => (isWholeDays ? iso.slice(0, 10) : iso.slice(0, 16).replace("T", " "));
  const span = show(first) === show(last) ? `on ${show(first)}` : `from ${show(first)} to ${show(last)}`;
  return `${span} (${timezone})${range.to > now && range.from <= now ? " so far" : ""}`;
}

function toNoun(type: StatsQuery["types"][number], count: number): string {
  switch (type) {
    case "primary":
      return `primary ${toPlural("lead", count)}`;
    case "follow_up":
      return toPlural("follow-up", count);
    case "blocked":
      return `blocked ${toPlural("submission", count)}`;
    case "bot":
    case "test":
      return toPlural(type, count);
  }
}
