import { toRejected } from "../shrink/discovery.ts";

/** A value of a dimension as far as it may explain a change. */
export interface Candidate {
  /** How much it moved against the rest. */
  readonly surprise: number;
  /** Its part in all that moved within the dimension, 0–1. */
  readonly part: number;
  /** Chance of such a move when nothing about the value changed. */
  readonly chance: number;
  /** The rest of small values; never an explanation. */
  readonly isOther: boolean;
}

export interface Explained {
  /** Indices of the values that moved together with the change, most surprising first. */
  readonly values: readonly number[];
  readonly surprise: number;
  /** Per value, whether it moved by more than chance. */
  readonly clear: readonly boolean[];
}

/** Share of the clear moves that may be chance. */
const FALSE_RATE = 0.1;
/** A value with less of the movement than this is not part of an explanation (Adtributor's T_EEP). */
const LEAST_PART = 0.1;
/** An explanation is complete with this part of the movement (T_EP). */
const ENOUGH = 0.67;
/** What a further value must have in surprise, as a part of the first one's, to be worth its length. */
const LENGTH_COST = 0.5;

/**
 * Which few values of each dimension moved together with a change, and how surprising that is; dimensions are ranked
 * by it. After Adtributor (R. Bhagwan et al., 2014, NSDI, section 3.3): values in the order of surprise, those with a
 * part in the movement, until most of it is covered; the most surprising dimension first. Two things differ: values
 * whose move may be chance take no part, because leads are few where Adtributor's revenue was not, and the movement is
 * what changed places within the whole, because totals rise and fall by themselves.
 */
export function toExplained(dimensions: readonly (readonly Candidate[])[]): Explained[] {
  const clear = toRejected(
    dimensions.flatMap((values) => values.map(({ chance, isOther }) => (isOther ? 1 : chance))),
    FALSE_RATE,
  ).values();
  return dimensions.map((values) => {
    const own = values.map(() => clear.next().value === true);
    return { ...toShortest(values, own), clear: own };
  });
}

function toShortest(values: readonly Candidate[], clear: readonly boolean[]): Omit<Explained, "clear"> {
  const order = values.map((_, index) => index).filter((index) => clear[index]);
  order.sort((one, other) => (values[other]?.surprise ?? 0) - (values[one]?.surprise ?? 0));
  const chosen: number[] = [];
  let covered = 0;
  let surprise = 0;
  let least = 0;
  for (const index of order) {
    const value = values[index];
    if (!value || covered >= ENOUGH || value.part < LEAST_PART || value.surprise < least) continue;
    chosen.push(index);
    covered += value.part;
    surprise += value.surprise;
    least ||= LENGTH_COST * value.surprise;
  }
  return { values: chosen, surprise };
}
