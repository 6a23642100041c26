import { toAmount, toCounted, toListed, toPercent } from "../words.ts";
import type { FocusAnswer } from "./answer.ts";
import { MIN_TRIALS } from "./effective.ts";
import { MIN_ACTIVE_DAYS, type Ranked } from "./rank.ts";

/** The ranking in one sentence, without labels: those were written by strangers. */
export function toHeadline(
  ranking: readonly Ranked[],
  { segments, too_small }: FocusAnswer["overall"],
): string {
  const decided = ranking.filter(({ verdict }) => verdict === "scale" || verdict === "fix");
  const compared = `${toCounted(segments, "segment")} compared`;
  if (decided.length === 0) {
    return `${compared}: none differs from the rest by more than chance${too_small > 0 ? `; ${too_small} too small to tell` : ""}.`;
  }
  const count = (verdict: Ranked["verdict"]) => decided.filter((one) => one.verdict === verdict).length;
  const verdicts = (["scale", "fix"] as const).flatMap((verdict) =>
    count(verdict) > 0 ? [`${count(verdict)} to ${verdict}`] : [],
  );
  const [first] = decided;
  const { gain } = first ?? { gain: { value: 0, low: 0, high: 0 } };
  const move =
    first?.verdict === "fix"
      ? "Repairing the first of them, or moving a fifth of its volume where that can be moved,"
      : "Moving a fifth of the volume of the first of them from elsewhere to it";
  return (
    `${compared}: ${toListed(verdicts)}. ${move} is worth about ` +
    `${toAmount(gain.value)} good leads a week (${toAmount(gain.low)} to ${toAmount(gain.high)}).`
  );
}

/** Why a segment got its verdict. */
export function toReason(one: Ranked): string {
  const counted = `${one.hits} of ${toCounted(one.trials, "submission")} good`;
  if (one.verdict === "not_enough_data") {
    return `${counted}; a verdict needs ${MIN_TRIALS} submissions on ${MIN_ACTIVE_DAYS} days, and as many elsewhere.`;
  }
  const likely = `${counted}, so ${toPercent(one.rate.low)} to ${toPercent(one.rate.high)} to expect, against ${toPercent(one.elsewhere)} elsewhere`;
  const gain = `about ${toAmount(one.gain.value)} good leads a week`;
  switch (one.verdict) {
    case "scale":
      return `${likely}: moving a fifth of its volume from elsewhere to it is worth ${gain}.`;
    case "fix":
      return `${likely}: repairing it, or moving a fifth of its volume elsewhere, is worth ${gain}.`;
    case "ordinary":
      return `${likely}, but like the others once the segments to ${one.isAbove ? "fix" : "scale"} are left out.`;
    case "watch":
      return `${likely}: the difference may be chance (${toPercent(one.confidence)} sure that it is ${one.isAbove ? "above" : "below"}).`;
  }
}
