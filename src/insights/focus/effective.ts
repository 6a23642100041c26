import { toSamplingEffect } from "../sampling.ts";
import { toDesignEffect } from "../shrink/clustering.ts";
import type { BetaLaw, Share } from "../shrink/shares.ts";

export const MIN_TRIALS = 20;
export const NONE = { hits: 0, trials: 0, squares: 0 };

/** Everything but one segment, and but those to be left out. */
export type ToRest = (
  index: number,
  left?: ReadonlySet<number>,
) => { law: BetaLaw; trials: number; isEnough: boolean };

export function createRest(
  segments: readonly { readonly buckets: readonly Share[] }[],
  unlisted: readonly { readonly buckets: readonly Share[] }[],
  intraclass: number,
): ToRest {
  return (index, left) => {
    const others = [...segments.filter((_, at) => at !== index && !left?.has(at)), ...unlisted].map(
      ({ buckets }) => buckets,
    );
    const total = toTotal(others.map(toTotal));
    const effective = toEffective(total, others, intraclass, toDailyEffect(others, total));
    return { law: toLaw(effective), trials: total.trials, isEnough: isEnough(total) };
  };
}

export function toTotal(shares: readonly Share[]): typeof NONE {
  return shares.reduce<typeof NONE>(
    (sum, { hits, trials, squares = trials }) => ({
      hits: sum.hits + hits,
      trials: sum.trials + trials,
      squares: sum.squares + squares,
    }),
    NONE,
  );
}

/** Whether a share rests on as many stored data points as a verdict needs. */
export function isEnough(share: Share): boolean {
  return share.trials >= MIN_TRIALS * toSamplingEffect(share);
}

/** What sampled and clustered trials are worth: each part's buckets are clusters. @param least design effect at least assumed */
export function toEffective(
  total: Share = NONE,
  parts: readonly (readonly Share[])[],
  intraclass: number,
  least = 1,
): Share {
  const sizes = parts.flatMap((part) => part.map(({ trials }) => trials));
  const effect = Math.max(least, toSamplingEffect(total), toDesignEffect(sizes, intraclass));
  return { hits: total.hits / effect, trials: total.trials / effect };
}

/** How much the days of everything together vary, so that one day of bots somewhere does not pass for a rule. */
function toDailyEffect(parts: readonly (readonly Share[])[], total: Share): number {
  const days = Math.max(0, ...parts.map((part) => part.length));
  const share = total.hits / total.trials;
  if (days < 2 || !(share > 0 && share < 1)) return 1;
  let squares = 0;
  for (let day = 0; day < days; day++) {
    const { hits, trials } = toTotal(parts.flatMap((part) => part[day] ?? []));
    squares += (hits - trials * share) ** 2;
  }
  // W. G. Cochran (1977), Sampling Techniques, section 2.11: variance of a ratio of two daily sums.
  return (squares * days) / (days - 1) / (total.trials * share * (1 - share));
}

function toLaw({ hits, trials }: Share): BetaLaw {
  return { a: hits + 0.5, b: trials - hits + 0.5 };
}
