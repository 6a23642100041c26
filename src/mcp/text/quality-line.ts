import type { Quality } from "../../stats/answer.ts";
import { toLabelCell, toMoment } from "./cell.ts";
import { toColumns } from "./columns.ts";

/** What the numbers rest on, in one line, and one line more for each warning and its labels. */
export function toQualityLine(quality: Quality): string {
  const parts = [
    quality.sampled ? "sampled, counts are estimates" : "exact",
    quality.last_event === null ? "no events" : `last event ${toMoment(quality.last_event)}`,
  ];
  if (quality.late_events > 0) parts.push(`${quality.late_events} written late`);
  if (quality.open_period) parts.push("period still open");
  const warnings = quality.warnings
    .filter(({ code }) => !SAID_ABOVE.has(code))
    .flatMap(({ message, labels = {} }) => [
      `Warning: ${message}`,
      ...Object.entries(labels).map(([name, values]) => toColumns([name, ...values.map(toLabelCell)], [])),
    ]);
  return [`Quality: ${parts.join("; ")}.`, ...warnings].join("\n");
}

/** Warnings whose content the first line already holds. */
const SAID_ABOVE: ReadonlySet<string> = new Set(["open_period", "late_events"]);
