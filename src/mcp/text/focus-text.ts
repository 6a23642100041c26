import { type FocusAnswer, type FocusSegment, SEGMENT } from "../../insights/focus/answer.ts";
import type { Estimate } from "../../insights/shrink/estimate.ts";
import { toAmount } from "../../insights/words.ts";
import { toLabelCell, toPercent, toRateCell } from "./cell.ts";
import { toColumns } from "./columns.ts";
import { toInsightText } from "./insight-lines.ts";

const GOOD = { not_suspicious: "primary and not suspicious", hot: "Hot or Very Hot" } as const;

/** What follows from each verdict. */
const VERDICTS: Readonly<Record<FocusSegment["verdict"], string>> = {
  scale:
    "better than elsewhere; the gain is what its rate would bring to a fifth of the smaller volume of the two",
  fix: "worse than elsewhere; the gain is what the rate elsewhere would bring to a fifth of the smaller volume of the two",
  watch: "the difference may be chance",
  ordinary: "different only because of those with the opposite verdict",
  not_enough_data: "too little to tell",
};

/** An answer of `rank_focus_areas` in compact columns. */
export function toFocusText(answer: FocusAnswer): string {
  const { query, overall, segments } = answer;
  const asked = [`good = ${GOOD[query.good]}`];
  return toInsightText(answer, asked, () => {
    const names = query.group_by;
    const rows = segments.map((one) => [
      ...names.map((name) => toLabelCell(one.labels[name as keyof typeof one.labels] ?? "")),
      one.verdict,
      toPercent(one.confidence),
      `${one.good}`,
      `${one.submissions}`,
      toRateCell(one.rate),
      toPercent(one.elsewhere_rate),
      toSpread(one.volume_per_day),
      toSpread(one.expected_gain),
    ]);
    const head = ["verdict", "sure %", "good", "of", "rate %", "elsewhere %", "per day", "gain per week"];
    return [
      `${overall.good} of ${overall.submissions} submissions good in ${toAmount(overall.days)} days`,
      toColumns([...names, ...head], rows),
      ...SEGMENT.shape.verdict.options
        .filter((verdict) => segments.some((one) => one.verdict === verdict))
        .map((verdict) => `${verdict}: ${VERDICTS[verdict]}.`),
      ...segments.slice(0, 1).map(({ reason }) => `First row: ${reason}`),
    ];
  });
}

function toSpread({ value, low, high }: Estimate): string {
  return `${toAmount(value)} (${toAmount(low)}–${toAmount(high)})`;
}
