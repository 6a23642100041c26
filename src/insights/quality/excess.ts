import { toSamplingEffect } from "../sampling.ts";
import { toRejected } from "../shrink/discovery.ts";
import type { Estimate } from "../shrink/estimate.ts";
import { type Share, toBetaEstimate, toChanceAbove, toMoments, toShrunkShares } from "../shrink/shares.ts";

export const LEVEL = 0.9;
/** Fewer events of a value than this say nothing about its share. */
export const MIN_EVENTS = 20;
/** Share of the values reported by an audit that may be wrong. */
const FALSE_RATE = 0.1;

export interface Excess {
  /** Place of the value in its list. */
  readonly index: number;
  readonly share: Estimate;
  readonly elsewhere: number;
  /** Chance that the value is not above elsewhere. */
  readonly errorChance: number;
  /** Events with the flaw beyond elsewhere's share, at the low end. */
  readonly events: number;
}

/**
 * How each value's share compares with everything else.
 * @param clustering events that are worth one independent event, per event counted in a value
 */
export function toExcesses(
  values: readonly Share[],
  whole: Share,
  clustering: (trials: number) => number,
): Excess[] {
  const toOwn = (share: Share) =>
    toEffective(share, Math.max(toSamplingEffect(share), clustering(share.trials)));
  const isThin = (share: Share) => share.trials < MIN_EVENTS * toSamplingEffect(share);
  const laws = toShrunkShares(values.map(toOwn));
  return values.flatMap((value, index) => {
    const law = laws[index];
    const rest = {
      hits: whole.hits - value.hits,
      trials: whole.trials - value.trials,
      squares: (whole.squares ?? whole.trials) - (value.squares ?? value.trials),
    };
    if (!law || isThin(value) || isThin(rest)) return [];
    const { hits, trials } = toOwn(rest);
    const restLaw = { a: Math.max(0, hits) + 0.5, b: Math.max(0, trials - hits) + 0.5 };
    const share = toBetaEstimate(law, LEVEL);
    const elsewhere = toMoments(restLaw).mean;
    const events = Math.max(0, (share.low - elsewhere) * value.trials);
    return [{ index, share, elsewhere, errorChance: 1 - toChanceAbove(law, restLaw), events }];
  });
}

/** Those of all looks of one audit that may be reported, largest excess first. */
export function toReported<T extends Excess>(excesses: readonly T[]): T[] {
  const chances = excesses.map(({ errorChance }) => errorChance);
  const isRejected = toRejected(chances, FALSE_RATE);
  return excesses
    .filter(({ events }, look) => isRejected[look] && events >= 1)
    .sort((one, other) => other.events - one.events);
}

export function toEffective({ hits, trials }: Share, effect: number): Share {
  return { hits: hits / effect, trials: trials / effect };
}
