import { EVENT_TYPES, SUSPICIOUS_FROM_SCORE } from "../../domain/dataset.ts";
import type { Totals, WholeRow } from "../../stats/answer.ts";
import type { QualityAnswer } from "./answer.ts";

/** What the rules that decided an event's type keep out of the primary leads, and what one more threshold would. */
export function toRules(totals: Totals, reasons: readonly WholeRow[]): QualityAnswer["rules"] {
  const { primary } = totals;
  const applied = reasons.flatMap((row) => {
    const count = EVENT_TYPES.reduce((sum, type) => sum + (type === "primary" ? 0 : row[type]), 0);
    if (count <= 0) return [];
    const rule = row.reason ?? "";
    return [{ rule, is_applied: true, count, primary_with: primary, primary_without: primary + count }];
  });
  const suspicious = {
    rule: `suspicion_score_from_${SUSPICIOUS_FROM_SCORE}`,
    is_applied: false,
    count: Math.max(0, totals.suspicious_count),
    primary_with: primary - totals.suspicious_count,
    primary_without: primary,
  };
  return [...applied, suspicious].sort((one, other) => other.count - one.count);
}
