import type { Moved } from "./surprise.ts";

/** A share before and now: hits among trials. */
export interface MovedShare {
  readonly hits: Moved;
  readonly trials: Moved;
}

/** What a value adds to the change of the whole; over all values of a dimension these sum to it exactly. */
export interface Contribution {
  readonly total: number;
  /** Of a rate: because more or less of the whole came from the value … */
  readonly mix: number;
  /** … and because its own rate moved. Of a count everything is here. */
  readonly rate: number;
}

export function toCountContribution({ before, now }: Moved): Contribution {
  return { total: now - before, mix: 0, rate: now - before };
}

/**
 * The change of a rate, value by value: the value's weight times the change of its rate, and the change of its weight
 * times how far its rate lies from the whole, both at the mean of the two periods.
 * E. M. Kitagawa (1955), "Components of a difference between two rates", JASA 50, section 2.
 */
export function toRateContribution(value: MovedShare, whole: MovedShare): Contribution {
  const weight = (at: "before" | "now") => toRatio(value.trials[at], whole.trials[at]);
  const all = (at: "before" | "now") => toRatio(whole.hits[at], whole.trials[at]);
  // A value that was not there in one period has no rate of its own then; it only changes the mix.
  const own = (at: "before" | "now", other: "before" | "now") => {
    if (value.trials[at] > 0) return value.hits[at] / value.trials[at];
    return value.trials[other] > 0 ? value.hits[other] / value.trials[other] : 0;
  };
  const [rateBefore, rateNow] = [own("before", "now"), own("now", "before")];
  const rate = ((weight("before") + weight("now")) / 2) * (rateNow - rateBefore);
  const mix =
    (weight("now") - weight("before")) * ((rateBefore + rateNow) / 2 - (all("before") + all("now")) / 2);
  return { total: mix + rate, mix, rate };
}

function toRatio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}
