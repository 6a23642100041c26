/**
 * Units of INTERVAL and extract(). `part` is the ClickHouse function that extracts it; a bucket of a `calendar`
 * unit is a Date in ClickHouse and a DateTime in Analytics Engine.
 * Source: Cloudflare docs, `literals` and `string-functions#extract`.
 */
export const UNITS = {
  YEAR: { part: "toYear", calendar: true },
  MONTH: { part: "toMonth", calendar: true },
  DAY: { part: "toDayOfMonth", calendar: false },
  HOUR: { part: "toHour", calendar: false },
  MINUTE: { part: "toMinute", calendar: false },
  SECOND: { part: "toSecond", calendar: false },
} as const;

export type Unit = keyof typeof UNITS;

export const UNIT_NAMES = Object.keys(UNITS) as readonly Unit[];

/** The unit spelled by a word in any case, or null. */
export function readUnit(word: string): Unit | null {
  return UNIT_NAMES.find((unit) => unit === word.toUpperCase()) ?? null;
}
