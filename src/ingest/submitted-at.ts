/** A clock may run ahead of ours by this much; anything later is a mistake. */
const AHEAD_MS = 5 * 60_000;
const EARLIEST_MS = Date.UTC(2000, 0, 1);

/**
 * When the sender says the form was sent, in epoch milliseconds: ISO 8601 with offset, or epoch seconds or
 * milliseconds. `undefined` for anything else and for times in the future or before 2000.
 */
export function readSubmittedAt(text: string, receivedMs: number): number | undefined {
  const moment = toMoment(text.trim());
  return moment !== undefined && moment >= EARLIEST_MS && moment <= receivedMs + AHEAD_MS
    ? moment
    : undefined;
}

function toMoment(text: string): number | undefined {
  if (/^\d{10}(\.\d{1,3})?$/.test(text)) return Math.round(Number(text) * 1000);
  if (/^\d{13}$/.test(text)) return Number(text);
  const iso = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})$/i.exec(
    text,
  );
  if (!iso) return undefined;
  const [, date = "", time = "", offset = ""] = iso;
  const ms = Date.parse(`${date}T${time}${offset.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2")}`);
  return Number.isNaN(ms) ? undefined : ms;
}
