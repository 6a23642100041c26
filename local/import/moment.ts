import { Temporal } from "temporal-polyfill";
import { toLocalDate } from "../../src/domain/zone.ts";
import { type DateOrder, readWrittenTime, type WrittenTime } from "./date.ts";

/** How a file's times are read. */
export interface MomentRules {
  readonly order: DateOrder;
  /** IANA zone of times that name no offset. */
  readonly zone: string;
  /** Epoch seconds. */
  readonly now: number;
}

/** A moment in epoch seconds, or why there is none. */
export type Moment =
  | { readonly at: number; readonly precision: "second" | "day" }
  | { readonly reason: string };

/** As the local engine: what is older is a mistake. */
const EARLIEST_S = Date.UTC(2000, 0, 1) / 1000;
const NOON_S = 12 * 3600;

/**
 * Reads when a row happened. A date without a time is placed at noon of that day in the zone, which is the same
 * calendar day in every zone less than twelve hours away; today's, when it is not noon yet, at the present moment.
 * Digits alone are epoch seconds (10) or milliseconds (13).
 */
export function readMoment(text: string, rules: MomentRules): Moment {
  if (text === "") return { reason: "the time is empty" };
  const moment = toMoment(text, rules);
  if (moment === undefined) {
    return {
      reason: `"${text.slice(0, 40)}" is no time that can be read; use ISO 8601 (2022-12-31T18:05:00+05:30)`,
    };
  }
  if (moment.at > rules.now + 60) return { reason: `the time ${text.slice(0, 40)} lies in the future` };
  if (moment.at < EARLIEST_S) return { reason: `the time ${text.slice(0, 40)} lies before 2000` };
  return moment;
}

function toMoment(text: string, rules: MomentRules): { at: number; precision: "second" | "day" } | undefined {
  if (/^\d{10}(\.\d+)?$/.test(text)) return { at: Math.floor(Number(text)), precision: "second" };
  if (/^\d{13}$/.test(text)) return { at: Math.floor(Number(text) / 1000), precision: "second" };
  const written = readWrittenTime(text, rules.order);
  const date = written && toExistingDate(written);
  if (!written || !date) return undefined;
  const { second, offset } = written;
  if (second === undefined) {
    const noon = toEpoch(date, NOON_S, rules.zone);
    const isToday = date.equals(toLocalDate(rules.zone, rules.now));
    return { at: isToday ? Math.min(noon, Math.floor(rules.now)) : noon, precision: "day" };
  }
  if (offset === undefined) return { at: toEpoch(date, second, rules.zone), precision: "second" };
  return { at: toEpoch(date, second, "UTC") - offset, precision: "second" };
}

function toExistingDate({ year, month, day }: WrittenTime): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: "reject" });
  } catch {
    return undefined; // 31 February
  }
}

/** Local time as epoch seconds; a time that the clock change skips moves forward, one it repeats is the first. */
function toEpoch(date: Temporal.PlainDate, second: number, zone: string): number {
  const time = Temporal.PlainTime.from({
    hour: Math.floor(second / 3600),
    minute: Math.floor(second / 60) % 60,
    second: second % 60,
  });
  return Math.floor(date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds / 1000);
}
