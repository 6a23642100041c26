import type { Dimension } from "../../domain/dataset.ts";
import { OTHER } from "../../domain/label.ts";
import { toDigits } from "../words.ts";
import type { ChangesAnswer } from "./answer.ts";
import { isRate } from "./days.ts";
import type { Value } from "./dimension.ts";
import type { Explained } from "./explain.ts";
import type { ChangesRequest } from "./request.ts";

type DimensionRow = ChangesAnswer["dimensions"][number];

/**
 * A dimension with its largest contributions. What is listed and the rest sum to the change exactly: the rest is what
 * the rounded parts leave over.
 */
export function toDimensionRow(
  dimension: Dimension,
  values: readonly Value[],
  explained: Explained | undefined,
  { metric, limit }: ChangesRequest,
  change: number,
): DimensionRow {
  const digits = isRate(metric) ? 6 : 0;
  const order = values
    .map((_, index) => index)
    .filter((index) => values[index]?.label !== OTHER)
    .sort((one, other) => size(values[other]) - size(values[one]));
  const chosen = explained?.values ?? [];
  // What explains the change is listed first, however small its count.
  const listed = [...chosen, ...order.filter((index) => !chosen.includes(index))].slice(
    0,
    Math.max(limit, chosen.length),
  );
  const rows = listed.flatMap((index): DimensionRow["values"] => {
    const value = values[index];
    if (!value) return [];
    const { hits, trials } = value.moved;
    const show = (at: "before" | "now") => {
      if (!isRate(metric)) return hits[at];
      return trials[at] > 0 ? toDigits(hits[at] / trials[at], 4) : null;
    };
    const contribution = toDigits(value.contribution.total, digits);
    return [
      {
        labels: { [dimension]: value.label },
        before: show("before"),
        now: show("now"),
        contribution,
        mix: toDigits(value.contribution.mix, digits),
        rate: toDigits(value.contribution.rate, digits),
        share_of_change: change === 0 ? null : toDigits(contribution / change, 3),
        chance: Number(value.candidate.chance.toPrecision(3)),
        is_clear: explained?.clear[index] === true,
      },
    ];
  });
  const listedSum = rows.reduce((sum, row) => sum + row.contribution, 0);
  return {
    dimension,
    surprise: toDigits(explained?.surprise ?? 0, 5),
    explanation: chosen.map((index) => ({ [dimension]: values[index]?.label ?? "" })),
    values: rows,
    rest: toDigits(change - listedSum, digits),
  };
}

function size(value: Value | undefined): number {
  return Math.abs(value?.contribution.total ?? 0);
}
