/** Calendar arithmetic in a time zone by the platform's own data: an independent check of the engine's buckets. */

const SECONDS_PER_DAY = 86_400;

/** Wall clock fields of a moment. `day` counts days since 1970-01-01 on the local calendar. */
export type WallClock = {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly day: number;
};

const formatters = new Map<string, Intl.DateTimeFormat>();

/** What clocks in the zone show at a moment (epoch seconds). */
export function toWallClock(moment: number, zone: string): WallClock {
  const formatter = formatters.get(zone) ?? toFormatter(zone);
  formatters.set(zone, formatter);
  const parts = Object.fromEntries(
    formatter.formatToParts(moment * 1000).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day: dayOfMonth = 0, hour = 0, minute = 0, second = 0 } = parts;
  const day = Date.UTC(year, month - 1, dayOfMonth) / 1000 / SECONDS_PER_DAY;
  return { year, month, dayOfMonth, hour, minute, second, day };
}

/** The moment a local calendar day begins: the first one its date is shown. */
export function toDayStart(day: number, zone: string): number {
  const utc = day * SECONDS_PER_DAY;
  let earliest = utc - SECONDS_PER_DAY;
  let latest = utc + SECONDS_PER_DAY;
  while (latest - earliest > 1) {
    const middle = Math.floor((earliest + latest) / 2);
    if (toWallClock(middle, zone).day >= day) latest = middle;
    else earliest = middle;
  }
  return latest;
}

function toFormatter(timeZone: string): Intl.DateTimeFormat {
  const two = "2-digit";
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: two,
    day: two,
    hour: two,
    minute: two,
    second: two,
  });
}
