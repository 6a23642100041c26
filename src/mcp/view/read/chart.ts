import type { Answer, Focus, Stats, Times } from "../answer.ts";
import { type Chart, NOTHING, type Sentence } from "../chart.ts";
import { toFocusChart } from "./focus.ts";
import { toStatsChart } from "./stats.ts";
import { toTimesChart } from "./times.ts";

/** The chart of a tool's answer, or why there is none. */
export function toChart(answer: Answer): Chart | Sentence {
  const { segments, staffing, rows } = answer as Partial<Focus & Times & Stats>;
  if (segments?.length) return toFocusChart(answer as Focus);
  if (staffing?.length) return toTimesChart(answer as Times);
  const chart = rows?.length ? toStatsChart(answer as Stats) : NOTHING;
  if (typeof chart === "string") return chart;
  return chart.marks.some(({ shares }) => shares.some(({ value, high }) => value || high)) ? chart : NOTHING;
}
