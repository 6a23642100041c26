import { toDiscovered } from "../shrink/discovery.ts";
import type { Interval } from "../shrink/interval.ts";
import { type Share, toBetaInterval, toChanceAbove, toMoments, toShrunkShares } from "../shrink/shares.ts";

export const LEVEL = 0.9;
/** Fewer events of a value than this say nothing about its share. */
export const MIN_EVENTS = 20;
/** Bound on the mean chance of being wrong of the facts given; see focus/rank.ts for why it is below 10 %. */
const FALSE_RATE = 0.06;

export interface Excess {
  /** Place of the value in its list. */
  readonly index: number;
  readonly share: Interval;
  readonly elsewhere: number;
  /** Chance that the value is not above elsewhere. */
  readonly errorChance: number;
  /** Events with the flaw beyond elsewhere's share, at the low end. */
  readonly events: number;
}

/**
 * How each value's share compares with everything else.
 * @param designEffect events that are worth one independent event, per event counted in a value
 */
export function toExcesses(
  values: readonly Share[],
  whole: Share,
  designEffect: (trials: number) => number,
): Excess[] {
  const laws = toShrunkShares(values.map((value) => toEffective(value, designEffect(value.trials))));
  return values.flatMap((value, index) => {
    const law = laws[index];
    const rest = { hits: whole.hits - value.hits, trials: whole.trials - value.trials };
    if (!law || value.trials < MIN_EVENTS || rest.trials < MIN_EVENTS) return [];
    const { hits, trials } = toEffective(rest, designEffect(rest.trials));
    const restLaw = { a: Math.max(0, hits) + 0.5, b: Math.max(0, trials - hits) + 0.5 };
    const share = toBetaInterval(law, LEVEL);
    const elsewhere = toMoments(restLaw).mean;
    const events = Math.max(0, (share.low - elsewhere) * value.trials);
    return [{ index, share, elsewhere, errorChance: 1 - toChanceAbove(law, restLaw), events }];
  });
}

/** Those that may be reported with at most one in ten wrong, largest excess first. */
export function toReported<T extends Excess>(excesses: readonly T[]): T[] {
  const candidates = excesses.filter(({ events }) => events > 0);
  const kept = toDiscovered(
    candidates.map(({ errorChance }) => errorChance),
    FALSE_RATE,
  );
  return candidates.filter((_, index) => kept[index]).sort((one, other) => other.events - one.events);
}

function toEffective({ hits, trials }: Share, effect: number): Share {
  return { hits: hits / effect, trials: trials / effect };
}
