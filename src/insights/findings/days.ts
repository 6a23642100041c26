import { toDaySentence } from "../anomalies/sentence.ts";
import { toSignals } from "../anomalies/signals.ts";
import { isUnusual } from "../anomalies/unusual-days.ts";
import type { FindingCandidate } from "./candidate.ts";
import type { FindingPeriod } from "./period.ts";

/** The least likely day of the period: by volume, by bots or by suspicious leads. */
export function toDayCandidates({ days, series, start }: FindingPeriod): FindingCandidate[] {
  const signals = toSignals(days, series.weekdays, "primary", start, false);
  const least = signals
    .filter(isUnusual) // what the link leads to has to show it too
    .reduce<(typeof signals)[number] | undefined>(
      (one, other) => (one && one.signal.chance <= other.signal.chance ? one : other),
      undefined,
    );
  if (!least) return [];
  const date = series.dates[least.signal.index] ?? "";
  const sentence = toDaySentence({ ...least, date, first: date, isOpen: false }, "primary");
  // As many looks as signals; taking the least likely of them has to be paid for (C. E. Bonferroni, 1936).
  return [{ chance: Math.min(1, least.signal.chance * signals.length), finding: { kind: "day", sentence } }];
}
