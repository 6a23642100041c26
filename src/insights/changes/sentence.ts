import { METRICS, type Metric, type Rate } from "../../domain/dataset.ts";
import { toNouns } from "../nouns.ts";
import { toAmount, toCapital, toCounted, toPercent } from "../words.ts";
import type { ChangesAnswer } from "./answer.ts";

/** The change and what moved with it, in numbers and names of dimensions; never a cause. */
export function toHeadline(
  overall: ChangesAnswer["overall"],
  dimensions: ChangesAnswer["dimensions"],
  metric: Metric | Rate,
  whose: string,
): string {
  if (!overall || overall.before === null || overall.now === null)
    return "No comparison: in one of the two periods there is nothing to take this rate of.";
  const [first] = dimensions;
  return `${toChange(overall, metric, whose)} ${first && first.explanation.length > 0 ? toExplanation(first) : toUnexplained(overall, dimensions)}`;
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
  return `${none}; the closest, a value of ${closest.dimension}, makes up ${share} % of the change, but chance alone moves a value that far in ${toPercent(closest.chance)} of cases.`;
}

/** How each verdict is told: its verb, and what the days say of it. */
const VERDICTS = {
  up: ["rose", ", beyond normal day-to-day variation"],
  down: ["fell", ", beyond normal day-to-day variation"],
  "no clear change": ["went", ": no clear change, given normal day-to-day variation"],
  "not enough data": ["went", "; there is too little history to tell whether that is chance"],
} as const;

function toChange(
  { before, now, days, verdict }: NonNullable<ChangesAnswer["overall"]>,
  metric: Metric | Rate,
  whose: string,
): string {
  const isCount = metric in METRICS;
  const show = (value: number | null) => (isCount ? String(value ?? 0) : toPercent(value ?? 0));
  const name = isCount ? toNouns(metric as Metric) : `the ${metric.replaceAll("_", " ")}`;
  const [moved, judged] = VERDICTS[verdict];
  const [from, to] = [show(before), show(now)];
  const course = from === to && moved === "went" ? `stayed at ${to}` : `${moved} from ${from} to ${to}`;
  const compared = `${toCounted(days, "whole day")} against ${days} before`;
  return `${toCapital(name)}${whose} ${course} (${compared})${judged}.`;
}

function toExplanation({ dimension, explanation, values }: ChangesAnswer["dimensions"][number]): string {
  const count = explanation.length;
  const part = values.slice(0, count).reduce((sum, { share_of_change }) => sum + (share_of_change ?? 0), 0);
  const value = count === 1 ? `1 value of ${dimension}` : `${count} values of ${dimension}`;
  const against = part > 1.005 ? " (others moved against it)" : "";
  const share = part > 0.05 && part < 2 ? `, ${toAmount(part * 100)} % of the change${against}` : "";
  return `${value} moved together with it beyond chance${share}.`;
}
