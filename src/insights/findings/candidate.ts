import type { Dimension } from "../../domain/dataset.ts";
import type { Finding } from "../../stats/answer.ts";

/** Something that may be worth a line in the summary. */
export interface FindingCandidate {
  readonly finding: Finding;
  /** What its link asks other than the summary; dates are whole days, the last included. */
  readonly asked?: {
    readonly from?: string | undefined;
    readonly to?: string | undefined;
    readonly group_by?: readonly Dimension[];
  };
  /** Chance of it in a week in which nothing happened, all looks of its kind counted in. */
  readonly chance: number;
}

/**
 * Chance that a kind of finding turns up in a week in which nothing happened. With four kinds fewer than one such week
 * in ten shows any (bench/insights, "null weeks").
 */
const FALSE_CHANCE = 0.02;
/** Findings in a summary. */
const MOST = 3;

/** The least likely of those that pass; each kind proposes one at most. */
export function toPassed(candidates: readonly FindingCandidate[]): FindingCandidate[] {
  return candidates
    .filter(({ chance }) => chance < FALSE_CHANCE)
    .sort((one, other) => one.chance - other.chance)
    .slice(0, MOST);
}
