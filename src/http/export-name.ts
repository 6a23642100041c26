import { toIso } from "../domain/zone.ts";
import type { QueryAnswer } from "../stats/answer.ts";

const MAX_CHARS = 120;

/**
 * Name of a downloaded file, without its ending: what it holds and its first and last day, e.g.
 * `lead-stats_by-source_2026-11-16_2026-11-22`. Only lower-case letters, digits, `-` and `_`.
 */
export function toFileName(subject: string, { bucket, group_by, from, to, timezone }: QueryAnswer): string {
  const parts = [
    subject,
    ...(group_by.length > 0 ? [`by-${group_by.join("-")}`] : []),
    ...(bucket === "none" ? [] : [`per-${bucket}`]),
    from.slice(0, 10),
    // The end itself is no longer counted.
    toIso(timezone, Date.parse(to) / 1000 - 1).slice(0, 10),
  ];
  const safe = parts.map((part) => part.toLowerCase().replace(/[^a-z0-9-]+/g, "-"));
  return safe.join("_").slice(0, MAX_CHARS);
}
