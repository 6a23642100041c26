import { METRIC_NAMES, type Metric, RATES } from "../../src/domain/dataset.ts";
import { UNKNOWN } from "../../src/domain/label.ts";
import { toDemoDayStart, toWeekday } from "./calendar.ts";
import { type Counts, toCounts } from "./counts.ts";
import { type DemoEvent, toDemoDay } from "./events.ts";
import type { DemoQuestion } from "./questions.ts";

/** One row of the right answer; rates are shares, `null` where there is nothing to divide by. */
export interface TruthRow {
  readonly key: string;
  readonly values: readonly (number | null)[];
}

const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** An event and when it happened in the agency's zone. */
interface Placed {
  readonly day: number;
  readonly hour: number;
  readonly event: DemoEvent["event"];
}

/**
 * Answers questions about the demo data rightly, event by event from the generator. Empty days and weeks are rows
 * with zeros; groups are ordered by total, largest first. Answers are the same for every anchor.
 */
export function createTruth(seed: number, anchor: string): (question: DemoQuestion) => TruthRow[] {
  const known = new Map<number, Placed[]>();
  return (question) =>
    toTruth(question, (day) => {
      const placed = known.get(day) ?? toPlaced(seed, anchor, day);
      known.set(day, placed);
      return placed;
    });
}

function toTruth(question: DemoQuestion, toDay: (day: number) => Placed[]): TruthRow[] {
  const { project, filter, by } = question;
  const days = Array.from({ length: question.to - question.from + 1 }, (_, i) => question.from + i);
  const asked = days
    .flatMap(toDay)
    .filter(({ event }) => project === undefined || event.project === project)
    .filter(({ event }) => filter === undefined || event[filter.dimension] === filter.value);
  const toKey = (placed: Placed) => toRowKey(by, placed);
  const groups = Map.groupBy(asked, toKey);
  const keys = by === "day" || by === "week" ? toBucketKeys(by, days) : [...groups.keys()];
  const rows = keys.map((key) => ({ key, counts: toCounts((groups.get(key) ?? []).map((p) => p.event)) }));
  if (by === "weekday") rows.sort((a, b) => WEEKDAYS.indexOf(a.key) - WEEKDAYS.indexOf(b.key));
  else if (by === "hour") rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  else if (by !== "day" && by !== "week") {
    rows.sort((a, b) => b.counts.total - a.counts.total || (a.key < b.key ? -1 : 1));
  }
  return rows.map(({ key, counts }) => ({
    key,
    values: question.metrics.map((name) => toValue(counts, name)),
  }));
}

/** How a demo day is written where the anchor is not known: `A` is the Monday of the week of first load. */
export function toRelativeDay(day: number): string {
  if (day === 0) return "A";
  return day < 0 ? `A−${-day}` : `A+${day}`;
}

function toPlaced(seed: number, anchor: string, day: number): Placed[] {
  const start = toDemoDayStart(anchor, day);
  return toDemoDay(seed, anchor, day).map(({ timestamp, event }) => ({
    ...{ day, event },
    hour: Math.floor((timestamp - start) / 3600),
  }));
}

function toRowKey(by: DemoQuestion["by"], { day, hour, event }: Placed): string {
  switch (by) {
    case "day":
      return toDayKey(day);
    case "week":
      return toRelativeDay(day - toWeekday(day));
    case "weekday":
      return toWeekdayName(day);
    case "hour":
      return String(hour).padStart(2, "0");
    default:
      return event[by] || UNKNOWN;
  }
}

function toBucketKeys(by: "day" | "week", days: readonly number[]): string[] {
  if (by === "day") return days.map(toDayKey);
  return days.filter((day) => toWeekday(day) === 0).map(toRelativeDay);
}

function toDayKey(day: number): string {
  return `${toRelativeDay(day)}, ${toWeekdayName(day)}`;
}

function toWeekdayName(day: number): string {
  return WEEKDAYS[toWeekday(day)] ?? "";
}

function toValue(counts: Counts, name: DemoQuestion["metrics"][number]): number | null {
  if (isMetric(name)) return counts[name];
  const sum = (metrics: readonly Metric[]) => metrics.reduce((total, metric) => total + counts[metric], 0);
  const per = sum(RATES[name].per);
  return per === 0 ? null : sum(RATES[name].of) / per;
}

function isMetric(name: DemoQuestion["metrics"][number]): name is Metric {
  return (METRIC_NAMES as readonly string[]).includes(name);
}
