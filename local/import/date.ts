/** Which of day and month comes first in dates such as 9/12/2022. */
export type DateOrder = "mdy" | "dmy";

/** A date and perhaps a time of day as written, not yet placed in a zone. */
export interface WrittenTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Seconds since midnight; absent when only a date was written. */
  readonly second?: number;
  /** Seconds east of UTC, where the text says so. */
  readonly offset?: number;
}

/** A date of digits whose order is not written: `first` and `second` are day and month in some order. */
export interface OpenDate {
  readonly first: number;
  readonly second: number;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const YEAR_FIRST = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$/;
const DAY_MONTH_NAME = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/i;
const MONTH_NAME_DAY = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i;
const WEEKDAY = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? +/i;
/** What may follow a date: a time of day, its half of the day, an offset. */
const TIME =
  /(?:T|,? +(?:at )?)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?: ?([ap])\.?m\.?)? ?(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i;

/** The date part of a text in the form 9/12/2022, when its order is open. */
export function readOpenDate(text: string): OpenDate | undefined {
  const match = YEAR_LAST.exec(splitTime(text).date);
  return match ? { first: Number(match[1]), second: Number(match[3]) } : undefined;
}

/**
 * Reads a date with or without a time: ISO 8601, 12/31/2022 or 31.12.2022 in the given order, 31 Dec 2022,
 * Dec 31, 2022. `undefined` when the text is none of these; whether the day exists is not checked.
 */
export function readWrittenTime(text: string, order: DateOrder): WrittenTime | undefined {
  const { date, time } = splitTime(text);
  const day = readDate(date, order);
  if (day === undefined) return undefined;
  if (time === undefined) return day;
  const clock = readClock(time);
  return clock && { ...day, ...clock };
}

function splitTime(text: string): { date: string; time?: RegExpExecArray } {
  const plain = text.replace(WEEKDAY, "");
  const time = TIME.exec(plain);
  return time ? { date: plain.slice(0, time.index), time } : { date: plain };
}

function readDate(text: string, order: DateOrder): { year: number; month: number; day: number } | undefined {
  const iso = YEAR_FIRST.exec(text);
  if (iso) return { year: Number(iso[1]), month: Number(iso[3]), day: Number(iso[4]) };
  const digits = YEAR_LAST.exec(text);
  if (digits) {
    const [first, second] = [Number(digits[1]), Number(digits[3])];
    const year = toYear(digits[4] ?? "");
    return order === "mdy" ? { year, month: first, day: second } : { year, month: second, day: first };
  }
  const named = DAY_MONTH_NAME.exec(text);
  if (named) return toNamed(named[2], named[1], named[3]);
  const american = MONTH_NAME_DAY.exec(text);
  return american ? toNamed(american[1], american[2], american[3]) : undefined;
}

function toNamed(name = "", day = "", year = "") {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? undefined : { year: toYear(year), month, day: Number(day) };
}

function toYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function readClock(time: RegExpExecArray): { second: number; offset?: number } | undefined {
  const [, h, m, s = "0", half, zone] = time;
  const hour = half === undefined ? Number(h) : (Number(h) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  const isClock =
    hour <= 23 && Number(m) <= 59 && Number(s) <= 59 && !(half && (Number(h) > 12 || h === "0"));
  if (!isClock) return undefined;
  const second = hour * 3600 + Number(m) * 60 + Number(s);
  return zone === undefined ? { second } : { second, offset: toOffset(zone) };
}

function toOffset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}
