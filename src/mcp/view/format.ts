import type { Share } from "./answer.ts";

/** Numbers and dates as the host's reader writes them. */

export const DAY = { day: "numeric", month: "short" } as const;
export const TIME = { ...DAY, hour: "2-digit", minute: "2-digit" } as const;

export const NOT_OVER = "not over yet";

let locale: string | undefined;

/** @param tag a language tag; one the browser does not know changes nothing */
export function setLocale(tag: string | undefined): void {
  try {
    new Intl.Locale(tag ?? "");
    locale = tag;
  } catch {
    // Numbers are written as before.
  }
}

/** A count, or a share in percent, as the host writes numbers. */
export function toNumber(value: number, isShare?: boolean): string {
  return value.toLocaleString(
    locale,
    isShare
      ? { style: "percent", maximumSignificantDigits: 2 }
      : { maximumFractionDigits: value < 10 ? 2 : 0 },
  );
}

/** A value with its interval where there is one. */
export function toValue({ value, low, high }: Share, isShare?: boolean): string {
  if (value == null) return "–";
  const ends = low == null || high == null ? "" : ` (${toNumber(low, isShare)}–${toNumber(high, isShare)})`;
  return toNumber(value, isShare) + ends;
}

/** A moment by the clock of the zone it was written in. */
export function toMoment(iso: string, parts: Intl.DateTimeFormatOptions): string {
  return toFormat(parts).format(toWall(iso));
}

/** From the first moment to before the second. */
export function toRange(
  from: string,
  to: string,
  parts: Intl.DateTimeFormatOptions = /T00:00.+T00:00/.test(from + to) ? DAY : TIME,
): string {
  return toFormat({ ...parts, year: "numeric" }).formatRange(toWall(from), toWall(to) - +(parts === DAY));
}

function toFormat(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: "UTC" });
}

/** The wall clock of a label as if it were UTC, so that the browser needs to know no zone. */
function toWall(iso: string): number {
  return Date.parse(`${iso.slice(0, 19)}Z`);
}
