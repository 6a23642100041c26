import { Temporal } from "temporal-polyfill";
import type { LeadEvent } from "../../src/domain/dataset.ts";
import { toDayNumber, toDemoAnchor, toDemoDayStart } from "./calendar.ts";
import { type Arrival, toArrivals } from "./day.ts";
import { toLeadEvent } from "./submission.ts";

/** Seed of the demo data that `npm start` loads and docs/demo-data.md describes. */
export const DEMO_SEED = 7;

export interface DemoEvent {
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly event: LeadEvent;
}

export interface DemoOptions {
  readonly seed?: number;
  /** Epoch seconds; nothing happens after it. */
  readonly now: number;
  /** Date of first load, `YYYY-MM-DD`, from {@link toDemoAnchor}; today when absent. */
  readonly anchor?: string | undefined;
  /** Calendar days before and including the date of first load. */
  readonly days?: number;
  /** Only events later than this epoch second. */
  readonly after?: number | undefined;
}

/**
 * The demo agency's events in order of time, at most one per second. An event depends on the seed, the anchor and
 * its own day only: asking later with the same anchor repeats the old events and appends the new.
 * @throws RangeError when the anchor lies after today
 */
export function* toDemoEvents(options: DemoOptions): Generator<DemoEvent> {
  const { seed = DEMO_SEED, now, days = 90, after = Number.NEGATIVE_INFINITY } = options;
  const anchor = options.anchor ?? toDemoAnchor(now);
  const firstDay = toDayNumber(anchor, Temporal.PlainDate.from(anchor)) - days + 1;
  const lastDay = toDayNumber(anchor, Temporal.PlainDate.from(toDemoAnchor(now)));
  if (lastDay < firstDay + days - 1)
    throw new RangeError(`the demo data's first load (${anchor}) is yet to come`);
  for (let day = firstDay; day <= lastDay; day++) {
    if (toDemoDayStart(anchor, day + 1) <= after) continue;
    for (const demo of toDemoDay(seed, anchor, day)) {
      if (demo.timestamp > now) return;
      if (demo.timestamp > after) yield demo;
    }
  }
}

/** All events of one demo day, in order of time. */
export function toDemoDay(seed: number, anchor: string, day: number): DemoEvent[] {
  const start = toDemoDayStart(anchor, day);
  const taken = new Set<number>();
  const timed = toArrivals(seed, anchor, day).map((arrival) => toTimed(arrival, start, taken));
  return timed.sort((a, b) => a.timestamp - b.timestamp);
}

/** One event per second, moved within its hour: a load that broke off can go on after the last second stored. */
function toTimed(arrival: Arrival, start: number, taken: Set<number>): DemoEvent {
  let second = arrival.second;
  while (taken.has(second)) second = second - (second % 3600) + ((second + 1) % 3600);
  taken.add(second);
  const timestamp = start + second;
  return { timestamp, event: toLeadEvent(arrival.submission, timestamp - (arrival.late ?? 0)) };
}
