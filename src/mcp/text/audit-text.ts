import type { QualityAnswer } from "../../insights/quality/answer.ts";
import { toAmount } from "../../insights/words.ts";
import { toLabelCell, toPercent, toRateCell } from "./cell.ts";
import { toColumns } from "./columns.ts";
import { toInsightText } from "./insight-lines.ts";

/** An answer of `audit_lead_quality` in compact columns. */
export function toAuditText(answer: QualityAnswer): string {
  const asked = [`looked at ${answer.query.group_by.join(", ")}`];
  return toInsightText(answer, asked, () => [
    toColumns(
      ["overall", "count", "of", "share %"],
      answer.overall.shares.map(({ flaw, count, of, share }) => [
        flaw,
        `${count}`,
        `${of}`,
        share ? toRateCell(share) : "–",
      ]),
    ),
    ...toRuleLines(answer.rules),
    ...toFactLines(answer.facts),
  ]);
}

function toRuleLines(rules: QualityAnswer["rules"]): string[] {
  const list = (isApplied: boolean) =>
    rules
      .filter((rule) => rule.is_applied === isApplied && rule.count > 0)
      .map(({ rule, count }) => `${toLabelCell(rule)} ${count}`);
  const words = { applied: list(true).join(", "), open: list(false).join(", ") };
  return [
    ...(words.applied ? [`Left out of primary leads, by reason: ${words.applied}.`] : []),
    ...(words.open ? [`Still in, but could be left out: ${words.open}.`] : []),
  ];
}

function toFactLines(facts: QualityAnswer["facts"]): string[] {
  if (facts.length === 0) return ["No value stands out from the rest."];
  const rows = facts.flatMap(({ flaw, labels, count, of, share, elsewhere, excess }) =>
    Object.entries(labels).map(([dimension, label]) => [
      flaw,
      dimension,
      toLabelCell(label ?? ""),
      `${count}`,
      `${of}`,
      toRateCell(share),
      toPercent(elsewhere),
      toAmount(excess),
    ]),
  );
  const fixes = new Map(facts.map(({ flaw, fix }) => [flaw, fix]));
  return [
    toColumns(["more of", "dimension", "value", "count", "of", "estimate %", "elsewhere %", "excess"], rows),
    ...[...fixes].map(([flaw, fix]) => `Against ${flaw}: ${fix}`),
  ];
}
