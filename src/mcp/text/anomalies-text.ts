import type { AnomaliesAnswer, Anomaly } from "../../insights/anomalies/answer.ts";
import { toOdds } from "../../insights/anomalies/sentence.ts";
import { toAmount } from "../../insights/words.ts";
import { toDateOrMoment, toLabelCell, toMoment, toPercent } from "./cell.ts";
import { toColumns } from "./columns.ts";
import { toInsightText } from "./insight-lines.ts";

/** An answer of `detect_anomalies` in compact columns. */
export function toAnomaliesText(answer: AnomaliesAnswer): string {
  const { query, watched, anomalies } = answer;
  const asked = [`counting ${query.metric}`];
  return toInsightText(answer, asked, () => {
    const [dimension = "segment"] = query.group_by;
    return [
      `Judged ${toJudged(watched)}, in all and in ${watched.segments} ${watched.segments === 1 ? "value" : "values"} of ${dimension}${toSilent(watched)}`,
      ...toSilenceLines(watched.silence),
      ...(anomalies.length === 0
        ? []
        : [
            toColumns(
              ["kind", dimension, "from", "to", "direction", "observed", "expected", "chance"],
              anomalies.map((one) => toRow(one, dimension, query.to)),
            ),
          ]),
    ];
  });
}

/** Hours take more rows than days, so that fewer values fit. */
function toSilent({ days, segments, silence_segments: silent }: AnomaliesAnswer["watched"]): string {
  return days === 0 || silent === segments ? "" : `; silences in all and in ${silent} of them`;
}

function toJudged({ days, history_days: before }: AnomaliesAnswer["watched"]): string {
  return days === 0 ? "silences only" : `${days} ${days === 1 ? "day" : "days"} against the ${before} before`;
}

/** @param end of the period; of a silence that reaches it, it is not known when it ended */
function toRow(one: Anomaly, dimension: string, end: string): string[] {
  const label = one.labels?.[dimension as keyof typeof one.labels];
  return [
    one.kind,
    one.labels === null ? "(everything)" : toLabelCell(label ?? ""),
    toDateOrMoment(one.from),
    one.to === null
      ? "ongoing"
      : `${toDateOrMoment(one.to)}${one.kind === "drought" && one.to === end ? " or later" : ""}`,
    one.direction,
    one.of === null ? `${one.observed}` : `${one.observed} of ${one.of}`,
    toExpected(one),
    toOdds(one.chance),
  ];
}

/** A range of counts or of shares; for a silence, the leads that were to be expected in it. */
function toExpected({ kind, of, expected: { value, low, high } }: Anomaly): string {
  if (kind === "drought") return toAmount(value);
  return of === null ? `${toAmount(low)}–${toAmount(high)}` : `${toPercent(low)}–${toPercent(high)} %`;
}

function toSilenceLines(silence: AnomaliesAnswer["watched"]["silence"]): string[] {
  if (!silence?.since || silence.hours === 0) return [];
  const { since, hours, alarm_after_hours: alarm } = silence;
  const limit = alarm === null ? "" : `; unusual from ${toAmount(alarm)} hours on`;
  return [`Silent since ${toMoment(since)}, ${toAmount(hours)} hours${limit}`];
}
