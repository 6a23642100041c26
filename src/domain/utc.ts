const DAY_MS = 86_400_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, "0"));
let known = { day: Number.NaN, date: "" };

/**
 * What `Date`'s `toISOString` gives, which is slow where it runs: here the date is written once for all moments of a day.
 * @param ms epoch milliseconds, whole
 */
export function toUtcIso(ms: number): string {
  const day = Math.floor(ms / DAY_MS);
  if (day !== known.day) known = { day, date: new Date(day * DAY_MS).toISOString().slice(0, -13) };
  const ofDay = ms - day * DAY_MS;
  const at = (unitMs: number, count: number) => TWO_DIGITS[Math.floor(ofDay / unitMs) % count];
  const thousandths = String(ofDay % 1000).padStart(3, "0");
  return `${known.date}${at(3_600_000, 24)}:${at(60_000, 60)}:${at(1000, 60)}.${thousandths}Z`;
}
