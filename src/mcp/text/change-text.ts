import { METRIC_NAMES } from "../../domain/dataset.ts";
import type { ChangesAnswer } from "../../insights/changes/answer.ts";
import { toDateOrMoment, toLabelCell, toPercent, toSigned } from "./cell.ts";
import { toColumns } from "./columns.ts";
import { toInsightText } from "./insight-lines.ts";

type ChangedDimension = ChangesAnswer["dimensions"][number];
type ChangedValue = ChangedDimension["values"][number];

/** Values shown of a dimension even when their move may be chance. */
const LEAST_SHOWN = 2;

/** An answer of `explain_change` in compact columns: what moved clearly, and the largest contributions otherwise. */
export function toChangeText(answer: ChangesAnswer): string {
  const { query, overall, dimensions } = answer;
  const isCount = (METRIC_NAMES as readonly string[]).includes(query.metric);
  return toInsightText(answer, [`explaining ${query.metric}`], () => [
    ...(overall ? [toOverallLine(overall, isCount)] : []),
    toColumns(
      [
        "dimension",
        "value",
        "before",
        "now",
        "contribution",
        ...(isCount ? [] : ["by mix", "by own rate"]),
        "clear",
      ],
      dimensions.flatMap((one) => toRows(one, isCount)),
    ),
    isCount ? UNITS.count : UNITS.rate,
  ]);
}

const UNITS = {
  count:
    "Contributions of a dimension add up to the change; clear: moved by more than chance, explains: moved together with it.",
  rate: "In % and % points; contributions of a dimension add up to the change; clear: moved by more than chance, explains: moved together with it.",
} as const;

function toOverallLine(overall: NonNullable<ChangesAnswer["overall"]>, isCount: boolean): string {
  const { from, before_from, days, before, now, change, percent, verdict } = overall;
  const show = (value: number | null) =>
    value === null ? "–" : isCount ? `${value}` : `${toPercent(value)} %`;
  const difference = change === null ? "–" : isCount ? toSigned(change) : `${toPoints(change)} points`;
  const relative = percent === null ? "" : ` (${toSigned(Number(percent.toFixed(1)))} %)`;
  return (
    `${days === 1 ? "1 whole day" : `${days} whole days`} from ${toDateOrMoment(from)} against ${toDateOrMoment(before_from)}: ` +
    `${show(before)} → ${show(now)}, ${difference}${relative}, verdict ${verdict}`
  );
}

function toRows({ dimension, explanation, values, rest }: ChangedDimension, isCount: boolean): string[][] {
  const toLabel = (labels: ChangedValue["labels"]) => labels[dimension as keyof typeof labels] ?? "";
  const explaining = new Set(explanation.map(toLabel));
  const shown = values.filter(({ is_clear }, at) => is_clear || at < LEAST_SHOWN);
  const hidden = values.filter((value) => !shown.includes(value));
  const others = rest + hidden.reduce((sum, { contribution }) => sum + contribution, 0);
  const show = (part: number) => (isCount ? toSigned(Math.round(part)) : toPoints(part));
  const rows = shown.map(({ labels, before, now, contribution, mix, rate, is_clear: isClear }) => [
    dimension,
    toLabelCell(toLabel(labels)),
    toSide(before, isCount),
    toSide(now, isCount),
    show(contribution),
    ...(isCount ? [] : [toPoints(mix), toPoints(rate)]),
    [...(isClear ? ["clear"] : []), ...(explaining.has(toLabel(labels)) ? ["explains"] : [])].join(", "),
  ]);
  const blank = isCount ? [] : ["", ""];
  return others === 0 ? rows : [...rows, [dimension, "(all others)", "", "", show(others), ...blank, ""]];
}

function toSide(value: number | null, isCount: boolean): string {
  return value === null ? "–" : isCount ? `${value}` : toPercent(value);
}

function toPoints(part: number): string {
  return toSigned(Number((part * 100).toFixed(2)));
}
