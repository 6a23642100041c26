import type { Metric } from "../domain/dataset.ts";
import { toIso } from "../domain/zone.ts";
import type { Change, Verdict } from "./answer.ts";
import type { StatsQuery } from "./query.ts";
import { toMomentWords, toPlural } from "./words.ts";

type Counts = Readonly<Record<Metric, number>>;

/** The answer in one sentence. It holds computed numbers and dates only, never a stored label. */
export function toHeadline(query: StatsQuery, metrics: Counts): string {
  const parts = query.types
    .filter((type) => type === "primary" || metrics[type] !== 0)
    .map((type) => `${metrics[type]} ${toNoun(type, metrics[type])}`);
  const events = `${metrics.total} ${metrics.total === 1 ? "event" : "events"}`;
  return `${events} ${toSpan(query)}: ${parts.join(", ") || "none of the chosen types"}.`;
}

/**
 * How the primary leads moved against an earlier range, and whether that is more than days differ anyway; empty where
 * that is no question.
 * @param since epoch seconds from which on there is data, when the earlier range begins before
 */
export function toChangeSentence(
  { types, range, timezone, now }: StatsQuery,
  { absolute, percent, verdict }: Change,
  before: number,
  since: number | undefined,
): string {
  if (range.from > now || !types.includes("primary")) return "";
  if (since !== undefined) {
    return ` There is data only from ${toMomentWords(timezone, since)} on, so this is no rise or fall.`;
  }
  if (absolute === 0) {
    return before === 0
      ? " The period before has no primary leads either."
      : ` Primary leads are level with the period before (${before}).`;
  }
  const share = percent === null ? "" : ` (${percent > 0 ? "+" : "−"}${Math.abs(Math.round(percent))} %)`;
  const direction = absolute > 0 ? "more" : "fewer";
  const count = Math.abs(absolute);
  return ` That is ${count} primary ${toPlural("lead", count)} ${direction} than in the same part of the period before${share}: ${VERDICT_WORDS[verdict]}.`;
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  up: "a rise beyond the usual swing of days",
  down: "a fall beyond the usual swing of days",
  "no clear change": "no clear change, given how much single days differ",
  "not enough data": "too little data to call it a change",
};

function toSpan({ range, timezone, now }: StatsQuery): string {
  const first = toIso(timezone, range.from);
  const last = toIso(timezone, range.to - 1);
  const isWholeDays = first.slice(11, 19) === "00:00:00" && last.slice(11, 19) === "23:59:59";
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
