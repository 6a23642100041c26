import { type OffsetSpan, toOffsetIso, toOffsetSpans } from "../domain/zone.ts";

const DAY_S = 86_400;
const MAX_CACHED_DAYS = 200;
const spansByDay = new Map<string, readonly OffsetSpan[]>();

/** ISO 8601 to the second with the zone's offset, e.g. `2026-11-15T09:00:00+05:30`; a zone's day is worked out once. */
export function toLocalIso(zone: string, epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  const day = Math.floor(second / DAY_S);
  const key = `${zone} ${day}`;
  let spans = spansByDay.get(key);
  if (!spans) {
    spans = toOffsetSpans(zone, day * DAY_S, (day + 1) * DAY_S);
    if (spansByDay.size >= MAX_CACHED_DAYS) spansByDay.clear();
    spansByDay.set(key, spans);
  }
  const offset = spans.find((span) => second < span.to)?.offset ?? 0;
  return toOffsetIso(offset, second);
}
