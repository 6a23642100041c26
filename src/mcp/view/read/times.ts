import type { Times } from "../answer.ts";
import type { Chart } from "../chart.ts";
import { toNumber } from "../format.ts";
import { toWords } from "../words.ts";

const DAY_MS = 864e5;

/** Leads to expect in each hour of the next week. */
export function toTimesChart({ query, staffing }: Times): Chart {
  const hours = staffing[0]?.expected ?? [];
  const inner = hours.map((_, hour) => new Date((hour * DAY_MS) / hours.length).toISOString().slice(11, 16));
  return {
    kind: "g",
    heading: `${toWords(query.metric)} to expect next week by weekday and hour`,
    outer: staffing.map(({ weekday }) => weekday),
    inner,
    marks: staffing.flatMap(({ weekday, expected, high }) =>
      expected.map((value, hour) => ({
        label: `${weekday} ${inner[hour]}`,
        words: `${toNumber(value)} to expect, 9 in 10 times at most ${toNumber(high[hour] ?? 0)}`,
        shares: [{ value }],
      })),
    ),
  };
}
