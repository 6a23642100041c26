import type { Range } from "../domain/period.ts";
import type { Quality, Warning, WholeStatsAnswer } from "../stats/answer.ts";
import { toPeriodWarnings } from "../stats/period-warnings.ts";

/**
 * What a reader must know before trusting numbers that rest on several answers. They overlap in what they read, so
 * the largest count stands for all; the period is that of the first.
 */
export function mergeQuality(first: WholeStatsAnswer, ...others: readonly WholeStatsAnswer[]): Quality {
  const all = [first, ...others].map(({ quality }) => quality);
  const moments = (name: "first_event" | "last_event") =>
    all.flatMap((quality) => quality[name] ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  return {
    ...first.quality,
    sampled: all.some(({ sampled }) => sampled),
    rows_read: Math.max(...all.map(({ rows_read }) => rows_read)),
    late_events: Math.max(...all.map(({ late_events }) => late_events)),
    first_event: moments("first_event").at(0) ?? null,
    last_event: moments("last_event").at(-1) ?? null,
    warnings: toDistinct(all.flatMap(({ warnings }) => warnings)),
  };
}

/** Of numbers whose question looked back further: whether the period is over is that of the asked one. */
export function toAskedQuality({ warnings, ...quality }: Quality, asked: Range, nowMs: number): Quality {
  const now = nowMs / 1000;
  const told = warnings.flatMap((warning) =>
    warning.code.endsWith("_period") ? toPeriodWarnings(asked, now) : warning,
  );
  return { ...quality, open_period: asked.to > now, warnings: told };
}

const ALLOWED_FOR: ReadonlySet<string> = new Set(["restored", "late_start"]);

/**
 * The first warning of each code: a longer look-back repeats it with other numbers. What insights allow for themselves is
 * left out: rows below zero, which they take for nothing, and that the data begins late.
 */
function toDistinct(warnings: readonly Warning[]): Warning[] {
  const told = warnings.filter(({ code }) => !ALLOWED_FOR.has(code)).reverse();
  return [...new Map(told.map((warning) => [warning.code, warning])).values()].reverse();
}
