import type { Focus } from "../answer.ts";
import type { Chart } from "../chart.ts";
import { toNumber, toValue } from "../format.ts";
import { toList, toWords } from "../words.ts";

/** Segments with the share of good leads to expect, its interval and the verdict. */
export function toFocusChart({ query, method, segments }: Focus): Chart {
  return {
    kind: "r",
    heading: `share of good leads by ${toList(query.group_by)}`,
    isShare: true,
    other: "elsewhere",
    level: method.interval,
    marks: segments.map(({ labels, rate, elsewhere_rate, verdict, good, submissions }) => {
      const verdictWords = toWords(verdict);
      const elsewhere = toNumber(elsewhere_rate, true);
      return {
        label: query.group_by.map((key) => labels[key]).join(" · "),
        words: `${verdictWords}, ${toValue(rate, true)} to expect, elsewhere ${elsewhere}; ${toNumber(good)} of ${toNumber(submissions)} good`,
        shares: [rate],
        other: elsewhere_rate,
        aside: `${toValue({ value: rate.value }, true)} ${verdictWords}`,
      };
    }),
  };
}
