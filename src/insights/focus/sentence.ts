import { toAmount, toCounted, toListed, toPercent } from "../words.ts";
import type { FocusAnswer } from "./answer.ts";
import { MIN_TRIALS } from "./effective.ts";
import { MIN_ACTIVE_DAYS, type Ranked } from "./rank.ts";

/** The ranking in one sentence, without labels: those were written by strangers. */
export function toHeadline(
  ranking: readonly Ranked[],
  { segments, too_small }: FocusAnswer["overall"],
  whose: string,
): string {
  const decided = ranking.filter(({ verdict }) => verdict === "scale" || verdict === "fix");
  const compared = `${toCounted(segments, "segment")} compared${whose}`;
  const [first] = decided;
  if (!first) {
    return `${compared}: none differs from the rest by more than chance${too_small > 0 ? `; ${too_small} too small to judge` : ""}.`;
  }
  const count = (verdict: Ranked["verdict"]) => decided.filter((one) => one.verdict === verdict).length;
  const verdicts = (["scale", "fix"] as const).flatMap((verdict) =>
    count(verdict) > 0 ? [`${count(verdict)} to ${verdict}`] : [],
  );
  const range = ` (${toAmount(first.gain.low)} to ${toAmount(first.gain.high)})`;
  return `${compared}: ${toListed(verdicts)}. For the first of them: ${toWorth(first)}${range}.`;
}

/** Why a segment got its verdict. */
export function toReason(one: Ranked): string {
  const counted = `${toCounted(one.hits, "good lead")} in ${toCounted(one.trials, "submission")}`;
  if (one.verdict === "not_enough_data") {
    return `${counted}; a verdict needs ${MIN_TRIALS} submissions on ${MIN_ACTIVE_DAYS} different days, and ${MIN_TRIALS} elsewhere.`;
  }
  const likely = `${counted}, so ${toPercent(one.rate.low)} to ${toPercent(one.rate.high)} is to be expected, against ${toPercent(one.elsewhere)} elsewhere`;
  switch (one.verdict) {
    case "scale":
    case "fix":
      return `${likely}: ${toWorth(one)}.`;
    case "ordinary":
      return `${likely}, but no clear difference once the segments to ${one.isAbove ? "fix" : "scale"} are left out.`;
    case "watch":
      return `${likely}: the difference may be chance (${one.isAbove ? "better" : "worse"} with ${toPercent(one.confidence)} probability).`;
  }
}

/**
 * What a segment's difference is worth, in words that hold whether submissions can be moved (budget between sources) or
 * not (projects, devices).
 */
function toWorth({ gain, isAbove }: Ranked): string {
  const fifth = isAbove
    ? {
        own: "as many submissions elsewhere as a fifth of its own",
        elsewhere: "a fifth of the submissions elsewhere",
      }
    : {
        own: "a fifth of its submissions",
        elsewhere: "as many of its submissions as a fifth of those elsewhere",
      };
  const rate = isAbove ? "at its rate" : "at the rate elsewhere";
  return `${rate}, ${fifth[gain.of]} would bring about ${toCounted(gain.value, "more good lead")} a week`;
}
