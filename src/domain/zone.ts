import { toZonedDateTime } from "temporal-polyfill/fns/PlainDate";
import {
  addDays,
  create,
  getTimeZoneTransition,
  offsetNanoseconds,
  toPlainDate,
  toString as toText,
} from "temporal-polyfill/fns/ZonedDateTime";
import type { LocalDate } from "./local-date.ts";
import { toNearest } from "./nearest.ts";
import { toUtcIso } from "./utc.ts";

/** A stretch of time, half-open, in which a zone keeps one UTC offset. All values in seconds. */
export interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/**
 * Whether the text is an IANA time zone that everything here can use. Fixed offsets such as `+05:30` are not zones, nor
 * are old abbreviations such as `IST`, which Temporal refuses although `Intl` takes them.
 */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(text)) return false;
  try {
    // It remembers the zones it has met, at most 10,000.
    create(0n, text);
    return true;
  } catch {
    return false;
  }
}

/** Current names of zones that the runtime lists under their former ones only. */
const RENAMED = ["Asia/Kolkata", "Asia/Kathmandu", "Asia/Ho_Chi_Minh", "Asia/Yangon", "Europe/Kyiv"];

/** Where a zone may be that is named by its place alone. */
const AREAS = ["Asia", "America", "Europe", "Australia", "Africa", "Pacific"];

/** The zone that is most likely meant: that of a place, the one an old abbreviation stands for, else the nearest name. */
export function toMeantZone(text: string): string | undefined {
  const place = text.trim().replaceAll(" ", "_");
  const resolved = toResolved(AREAS.map((area) => `${area}/${place}`).find(isZone) ?? text);
  if (resolved !== undefined && isZone(resolved)) {
    return RENAMED.find((zone) => toResolved(zone) === resolved) ?? resolved;
  }
  return toNearest(text, [...new Set([...RENAMED, "UTC", ...Intl.supportedValuesOf("timeZone")])]);
}

/** What `Intl` calls the zone; `undefined` when it knows none. */
function toResolved(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The zone's offsets over a range of epoch seconds, in order, without gaps. */
export function toOffsetSpans(zone: string, from: number, to: number): OffsetSpan[] {
  const spans: OffsetSpan[] = [];
  let at = toZoned(zone, from);
  for (let start = from; start < to; ) {
    const next = getTimeZoneTransition(at, "next");
    const end = next ? Math.min(to, Math.floor(next.epochMilliseconds / 1000)) : to;
    spans.push({ from: start, to: end, offset: offsetNanoseconds(at) / 1e9 });
    if (!next) break;
    at = next;
    start = end;
  }
  return spans;
}

/** Local midnight that starts the calendar day, in epoch seconds; the first moment of the day where midnight is skipped. */
export function toDayStart(zone: string, date: LocalDate): number {
  return Math.floor(toZonedDateTime(date, zone).epochMilliseconds / 1000);
}

/** Whether a moment is the first of its calendar day in the zone: midnight, or later where midnight is skipped. */
export function isDayStart(zone: string, epochS: number): boolean {
  return toDayStart(zone, toLocalDate(zone, epochS)) === epochS;
}

/** The same time of so many days before on the zone's clock; of a time that its day skips, the next one there is. */
export function toDaysBefore(zone: string, epochS: number, days: number): number {
  return Math.floor(addDays(toZoned(zone, epochS), -days).epochMilliseconds / 1000);
}

/** The calendar date in the zone at a moment. */
export function toLocalDate(zone: string, epochS: number): LocalDate {
  return toPlainDate(toZoned(zone, epochS));
}

/** ISO 8601 with the zone's offset, e.g. `2026-11-15T00:00:00+05:30`. */
export function toIso(zone: string, epochS: number): string {
  return toText(toZoned(zone, epochS), { timeZoneName: "never", smallestUnit: "second" });
}

function toZoned(zone: string, epochS: number) {
  return create(BigInt(Math.floor(epochS)) * 1_000_000_000n, zone);
}

/** The same as {@link toIso} for an offset that is known, in seconds; without a calendar, so for thousands of labels. */
export function toOffsetIso(offset: number, epochS: number): string {
  const local = toUtcIso((Math.floor(epochS) + offset) * 1000).slice(0, -5);
  const minutes = Math.round(Math.abs(offset) / 60);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${local}${offset < 0 ? "-" : "+"}${hour}:${minute}`;
}
