import { toStudentTail } from "../math/student.ts";
import type { Estimate } from "../shrink/estimate.ts";
import { toGammaEstimate } from "../shrink/rates.ts";

/** Counts and expectations of the cells of one week, weekday by weekday, slot by slot. */
export interface Week {
  readonly counts: readonly number[];
  readonly expected: readonly number[];
}

/** Which cells share an effect. */
export interface Part {
  readonly name: "hour" | "weekday" | "slot";
  readonly size: number;
  readonly toKey: (cell: number) => number;
  /** Neighbours on the clock are alike. */
  readonly isSmooth: boolean;
}

/** What is known of one part. */
export interface Effect {
  readonly name: Part["name"];
  /** Share of the differences seen that comes back from week to week, 0–1; 0 is no evidence. */
  readonly repeats: number;
  /** Whether so much repetition is more than chance brings about. */
  readonly isProven: boolean;
  /** Ratio to the mean, per key, as it is to be expected again. */
  readonly ratios: readonly Estimate[];
}

/** Events at the mean that each ratio starts with, in units of one dispersion. */
const PRIOR_EVENTS = 3;
const NEIGHBOUR_WEIGHT = 0.6;
/** Standard errors by which the share that repeats is lowered: claims are to be met, not to be bold. */
const CAUTION = 0.25;
/**
 * Chance of so much repetition where there is none, below which it is proven. Stricter than `CAUTION`, which keeps what is
 * claimed as large as what comes: naming a window where all are alike is worse than claiming a little less.
 */
const PROOF_CHANCE = 0.01;
export const LEVEL = 0.9;

/**
 * Effects of hour, weekday and single slot on counts, one after the other, each multiplied by how much of it repeats:
 * the slope of a left-out week on what the other weeks foretell of it, less a quarter of its standard error over weeks. An
 * effect that does not come back is no effect, however large it looks in the sum.
 * J. B. Copas (1983), J. R. Stat. Soc. B 45, eq. (1.2); H. C. van Houwelingen, S. le Cessie (1990), Statistics in
 * Medicine 9, section 4; standard error by the jackknife, held against Student's t (B. Efron, 1982; J. W. Tukey, 1958).
 * @returns ratio per cell to what was expected of it, and the effects it is made of
 */
export function toEffects(
  weeks: readonly Week[],
  parts: readonly Part[],
  dispersion: number,
): { readonly ratios: number[]; readonly effects: Effect[] } {
  const ratios = new Array<number>(weeks[0]?.counts.length ?? 0).fill(1);
  const effects = parts.map((part): Effect => {
    const sums = weeks.map(({ counts, expected }) => ({
      counts: toSums(counts, part),
      expected: toSums(
        expected.map((value, cell) => value * (ratios[cell] ?? 1)),
        part,
      ),
    }));
    const prior = PRIOR_EVENTS * dispersion;
    const { repeats, isProven } = toRepetition(sums, part, prior);
    const whole = toPooled(sums, part);
    const found = whole.counts.map((count, key): Estimate => {
      const expected = whole.expected[key] ?? 0;
      const law = { shape: (count + prior) / dispersion, rate: (expected + prior) / dispersion };
      const { value, low, high } = toGammaEstimate(law, LEVEL);
      const toRepeated = (ratio: number) => 1 + repeats * (ratio - 1);
      return { value: toRepeated(value), low: toRepeated(low), high: toRepeated(high) };
    });
    for (const [cell, ratio] of ratios.entries())
      ratios[cell] = ratio * (found[part.toKey(cell)]?.value ?? 1);
    return { name: part.name, repeats, isProven, ratios: found };
  });
  return { ratios, effects };
}

function toRepetition(
  weeks: readonly Week[],
  part: Part,
  prior: number,
): Pick<Effect, "repeats" | "isProven"> {
  const slopes = weeks.map((own) => {
    const others = toPooled(
      weeks.filter((week) => week !== own),
      part,
    );
    let above = 0;
    let below = 0;
    for (const [key, count] of own.counts.entries()) {
      const expected = own.expected[key] ?? 0;
      const foretold = ((others.counts[key] ?? 0) + prior) / ((others.expected[key] ?? 0) + prior) - 1;
      above += (count - expected) * foretold;
      below += expected * foretold ** 2;
    }
    return { above, below };
  });
  const above = slopes.reduce((sum, slope) => sum + slope.above, 0);
  const below = slopes.reduce((sum, slope) => sum + slope.below, 0);
  if (!(below > 0)) return { repeats: 0, isProven: false };
  const slope = above / below;
  const squares = slopes.reduce((sum, own) => {
    const rest = below - own.below;
    return sum + (rest > 0 ? (above - own.above) / rest - slope : slope) ** 2;
  }, 0);
  const error = Math.sqrt((squares * (weeks.length - 1)) / weeks.length);
  return {
    repeats: Math.min(1, Math.max(0, slope - CAUTION * error)),
    isProven: slope > 0 && toStudentTail(slope / error, weeks.length - 1) < PROOF_CHANCE,
  };
}

function toSums(values: readonly number[], { size, toKey }: Part): number[] {
  const sums = new Array<number>(size).fill(0);
  for (const [cell, value] of values.entries()) sums[toKey(cell)] = (sums[toKey(cell)] ?? 0) + value;
  return sums;
}

/** Sums over weeks, each key with part of its neighbours where they are alike. */
function toPooled(weeks: readonly Week[], { size, isSmooth }: Part): Week {
  const pool = (of: (week: Week) => readonly number[]) => {
    const sums = Array.from({ length: size }, (_, key) =>
      weeks.reduce((sum, week) => sum + (of(week)[key] ?? 0), 0),
    );
    if (!isSmooth) return sums;
    return sums.map(
      (sum, key) =>
        sum + NEIGHBOUR_WEIGHT * ((sums[(key + 1) % size] ?? 0) + (sums[(key + size - 1) % size] ?? 0)),
    );
  };
  return { counts: pool((week) => week.counts), expected: pool((week) => week.expected) };
}
