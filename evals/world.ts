import { Temporal } from "temporal-polyfill";
import { AGENCY_ZONE, toDate, toDayNumber, toDemoDayStart, toWeekday } from "../local/demo-data/calendar.ts";
import { type Counts, toCounts } from "../local/demo-data/counts.ts";
import { DEMO_SEED, toDemoDay } from "../local/demo-data/events.ts";
import type { BlobColumn } from "../src/domain/dataset.ts";
import { UNKNOWN } from "../src/domain/label.ts";

/** Labels that events must carry; a project's is its id. */
export type Where = Readonly<Partial<Record<BlobColumn, string>>>;

/** What questions are about and rightly answered from: the demo agency's events, counted one by one, without SQL. */
export interface World {
  /** Day of the oldest event. */
  readonly firstDay: number;
  /** Date of a demo day; day 0 is the Monday of the week of loading. */
  date(day: number): string;
  /** Period parameters of demo days, both included, in the agency's zone. */
  period(from: number, to: number): { from: string; to: string; timezone: string };
  count(from: number, to: number, where?: Where): Counts;
  /** The same by label, or by local `hour` ("09") or `weekday` ("Monday"); most events first. */
  by(from: number, to: number, group: BlobColumn | "hour" | "weekday", where?: Where): Map<string, Counts>;
}

/** Days before and including that of loading. */
const LOADED_DAYS = 90;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** @param anchor date of loading, as `toDemoAnchor` gives it */
export function createWorld(anchor: string, seed: number = DEMO_SEED): World {
  const days = new Map<number, Placed[]>();
  const toDay = (day: number) => {
    const known = days.get(day) ?? toPlaced(seed, anchor, day);
    days.set(day, known);
    return known;
  };
  const select = (from: number, to: number, where: Where = {}) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index)
      .flatMap(toDay)
      .filter(({ event }) =>
        Object.entries(where).every(([column, label]) => event[column as BlobColumn] === label),
      );
  const date = (day: number) => toDate(anchor, day).toString();
  return {
    firstDay: toDayNumber(anchor, Temporal.PlainDate.from(anchor)) - LOADED_DAYS + 1,
    date,
    period: (from, to) => ({ from: date(from), to: date(to), timezone: AGENCY_ZONE }),
    count: (from, to, where) => toCounts(select(from, to, where).map(({ event }) => event)),
    by(from, to, group, where) {
      const groups = Map.groupBy(select(from, to, where), (placed) => toLabel(placed, group));
      const counted = [...groups].map(
        ([label, own]) => [label, toCounts(own.map(({ event }) => event))] as const,
      );
      return new Map(counted.sort(([a, one], [b, other]) => other.total - one.total || (a < b ? -1 : 1)));
    },
  };
}

interface Placed {
  readonly hour: number;
  readonly weekday: string;
  readonly event: ReturnType<typeof toDemoDay>[number]["event"];
}

function toPlaced(seed: number, anchor: string, day: number): Placed[] {
  const start = toDemoDayStart(anchor, day);
  return toDemoDay(seed, anchor, day).map(({ timestamp, event }) => ({
    event,
    hour: Math.floor((timestamp - start) / 3600),
    weekday: WEEKDAYS[toWeekday(day)] ?? "",
  }));
}

function toLabel({ hour, weekday, event }: Placed, group: BlobColumn | "hour" | "weekday"): string {
  if (group === "hour") return String(hour).padStart(2, "0");
  return group === "weekday" ? weekday : event[group] || UNKNOWN;
}
