import { type DaySignal, toCountSignals, toShareSignals } from "../anomalies/days.ts";
import { toDaySentence } from "../anomalies/sentence.ts";
import type { Counts } from "../period/segments.ts";
import type { FindingCandidate } from "./candidate.ts";
import type { FindingPeriod } from "./period.ts";

/** The least likely day of the period: by volume, by bots or by suspicious leads. */
export function toDayCandidates({ days, series, start }: FindingPeriod): FindingCandidate[] {
  const signals = [
    ...toCountSignals(
      days.map(({ primary }) => primary),
      series.weekdays,
      start,
      false,
    ).map((signal) => ({ kind: "volume" as const, signal })),
    ...toShareSignals(days.map(toBotShare), start).map((signal) => ({ kind: "bot_share" as const, signal })),
    ...toShareSignals(days.map(toSuspiciousShare), start).map((signal) => ({
      kind: "suspicious_share" as const,
      signal,
    })),
  ];
  const least = signals.reduce<(typeof signals)[number] | undefined>(
    (one, other) => (one && one.signal.chance <= other.signal.chance ? one : other),
    undefined,
  );
  if (!least) return [];
  const sentence = toDaySentence(least.kind, toDated(least.signal, series.dates), "primary leads");
  // As many looks as signals; taking the least likely of them has to be paid for (C. E. Bonferroni, 1936).
  return [{ chance: Math.min(1, least.signal.chance * signals.length), finding: { kind: "day", sentence } }];
}

function toDated(signal: DaySignal, dates: readonly string[]) {
  const date = dates[signal.index] ?? "";
  return { signal, date, first: date, isOpen: false };
}

function toBotShare({ bot, blocked, total }: Counts) {
  return { hits: Math.min(total, bot + blocked), trials: total };
}

function toSuspiciousShare({ suspicious_count, primary }: Counts) {
  return { hits: Math.min(primary, suspicious_count), trials: primary };
}
