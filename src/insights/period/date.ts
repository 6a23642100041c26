const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}/;

/** A text that begins with an ISO date, that date moved by whole days; any other text as it is. */
export function toShiftedDate(text: string, days: number): string {
  const date = DATE.exec(text)?.[0];
  const moment = date === undefined ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  if (date === undefined || Number.isNaN(moment)) return text;
  return new Date(moment + days * DAY_MS).toISOString().slice(0, 10) + text.slice(date.length);
}

/** ISO weekday of an ISO date, counted from 0 = Monday. */
export function toWeekday(date: string): number {
  return (new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
}
