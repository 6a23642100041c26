import type { QueryAnswer } from "../stats/answer.ts";

const MAX_CHARS = 120;

/**
 * Name of a downloaded file, without its ending: what it holds and its first and last day, e.g.
 * `lead-stats_by-source_2026-11-16_2026-11-22`. Only lower-case letters, digits, `-` and `_`.
 */
export function toFileName(subject: string, { bucket, group_by, from, to }: QueryAnswer): string {
  const parts = [
    subject,
    ...(group_by.length > 0 ? [`by-${group_by.join("-")}`] : []),
    ...(bucket === "none" ? [] : [`per-${bucket}`]),
    from.slice(0, 10),
    toLastDay(to),
  ];
  const safe = parts.map((part) => part.toLowerCase().replace(/[^a-z0-9-]+/g, "-"));
  return safe.join("_").slice(0, MAX_CHARS);
}

/** The day of the last moment before an exclusive end, by the end's own offset. */
function toLastDay(to: string): string {
  const offset = /([+-])(\d\d):(\d\d)$/.exec(to);
  const minutes = offset ? Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  return new Date(Date.parse(to) - 1 + minutes * 60_000).toISOString().slice(0, 10);
}
