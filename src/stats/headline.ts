import type { Metric } from "../domain/dataset.ts";
import { toIso } from "../domain/zone.ts";
import type { StatsQuery } from "./query.ts";

type Counts = Readonly<Record<Metric, number>>;

/** The answer in one sentence. It holds computed numbers and dates only, never a stored label. */
export function toHeadline(query: StatsQuery, metrics: Counts): string {
  const parts = query.types
    .filter((type) => type === "primary" || metrics[type] !== 0)
    .map((type) => `${metrics[type]} ${toNoun(type, metrics[type])}`);
  const events = `${metrics.total} ${metrics.total === 1 ? "event" : "events"}`;
  return `${events} ${toSpan(query)}: ${parts.join(", ") || "none of the chosen types"}.`;
}

/** How the primary leads moved against an earlier range. */
export function toChangeSentence(now: Counts, before: Counts): string {
  const difference = now.primary - before.primary;
  if (difference === 0) return `Primary leads are level with the period before (${before.primary}).`;
  const percent = before.primary > 0 ? ` (${Math.round((100 * difference) / before.primary)} %)` : "";
  const direction = difference > 0 ? "more" : "fewer";
  return `That is ${Math.abs(difference)} primary ${toPlural("lead", Math.abs(difference))} ${direction} than in the period before${percent}.`;
}

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

function toPlural(noun: string, count: number): string {
  return Math.abs(count) === 1 ? noun : `${noun}s`;
}
