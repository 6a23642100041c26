import { METRICS, type Metric, type Rate } from "../../domain/dataset.ts";
import { toNouns } from "../nouns.ts";
import { toAmount, toPercent } from "../words.ts";
import type { ChangesAnswer } from "./answer.ts";

/** The change and what moved with it, in numbers and names of dimensions; never a cause. */
export function toHeadline(
  overall: ChangesAnswer["overall"],
  dimensions: ChangesAnswer["dimensions"],
  metric: Metric | Rate,
): string {
  if (!overall || overall.before === null || overall.now === null)
    return "There is nothing to compare on one side.";
  const [first] = dimensions;
  return `${toChange(overall, metric)} ${first && first.explanation.length > 0 ? toExplanation(first) : toUnexplained(overall, dimensions)}`;
}

/** A value that is less than this part of a change, or that chance moves so more often, is not worth a look. */
const [NAMED_SHARE, NAMED_CHANCE] = [0.25, 0.2];

/** That nothing is certain, and of a change that is real what comes closest. */
function toUnexplained(
  { verdict }: NonNullable<ChangesAnswer["overall"]>,
  dimensions: ChangesAnswer["dimensions"],
): string {
  const none = "No value of the dimensions looked at moved by more than chance";
  const [closest] = dimensions
    .flatMap(({ dimension, values }) => values.map((value) => ({ dimension, ...value })))
    .filter(({ share_of_change: share, chance }) => (share ?? 0) >= NAMED_SHARE && chance <= NAMED_CHANCE)
    .sort((one, other) => one.chance - other.chance);
  if (!closest || (verdict !== "up" && verdict !== "down")) return `${none}.`;
  const share = toAmount((closest.share_of_change ?? 0) * 100);
  return `${none}; closest is 1 value of ${closest.dimension}, ${share} % of the change (by chance in ${toPercent(closest.chance)} of cases).`;
}

function toChange(
  { before, now, days, verdict }: NonNullable<ChangesAnswer["overall"]>,
  metric: Metric | Rate,
): string {
  const isCount = metric in METRICS;
  const show = (value: number | null) => (isCount ? String(value ?? 0) : toPercent(value ?? 0));
  const name = isCount ? toNouns(metric as Metric) : metric.replaceAll("_", " ");
  const judged = {
    up: "more than days differ anyway",
    down: "more than days differ anyway",
    "no clear change": "no clear change, given how much single days differ",
    "not enough data": "too little history to say whether that is chance",
  }[verdict];
  return `From ${show(before)} to ${show(now)} ${name} over ${days === 1 ? "1 whole day" : `${days} whole days`}: ${judged}.`;
}

function toExplanation({ dimension, explanation, values }: ChangesAnswer["dimensions"][number]): string {
  const count = explanation.length;
  const part = values.slice(0, count).reduce((sum, { share_of_change }) => sum + (share_of_change ?? 0), 0);
  const value = count === 1 ? `1 value of ${dimension}` : `${count} values of ${dimension}`;
  const share = part > 0.05 && part < 2 ? `, worth ${toAmount(part * 100)} % of the change` : "";
  return `${value} moved together with it most surprisingly${share}.`;
}
