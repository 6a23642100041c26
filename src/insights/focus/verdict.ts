import { type BetaLaw, type Share, toChanceAbove, toMoments } from "../shrink/shares.ts";
import type { FocusSegment } from "./answer.ts";
import type { ToRest } from "./effective.ts";

/** What to do about a segment; `ordinary` is one that differs only because others are exceptions. */
export type Verdict = FocusSegment["verdict"];

/** A segment's share against everything else. */
export interface Measured {
  readonly index: number;
  readonly own: Share;
  readonly law: BetaLaw;
  readonly rest: BetaLaw;
  /** Chance that its share is above the rest's. */
  readonly above: number;
  readonly isEnough: boolean;
}

/**
 * Above this chance of being wrong no verdict is given; a 90 % interval then clears the rest. The share of wrong
 * verdicts to expect is the mean of these chances (M. A. Newton et al., 2004, Biostatistics 5, eq. 10), so it stays
 * below 5 %; that leaves room for the chances being estimates, and 10 % are promised (bench/insights).
 */
const MAX_ERROR_CHANCE = 0.05;

/** Segments with less of all submissions than this can be the exceptions through which all others seem to differ. */
const EXCEPTION_PART = 0.15;

/**
 * A verdict for each segment. When a few small ones are far off, all others differ from the rest through them alone;
 * those keep their verdicts only where they hold without the exceptions.
 */
export function toVerdicts(measured: readonly Measured[], toRest: ToRest): Verdict[] {
  const decided = measured.filter(
    ({ isEnough, above }) => isEnough && Math.min(above, 1 - above) <= MAX_ERROR_CHANCE,
  );
  const above = decided.filter(({ law, rest }) => toMoments(law).mean >= toMoments(rest).mean);
  const below = decided.filter((one) => !above.includes(one));
  const [exceptions, rule] = size(below) <= size(above) ? [below, above] : [above, below];
  const isFew = size(exceptions) <= EXCEPTION_PART * size(measured);
  const left = new Set(isFew ? exceptions.map(({ index }) => index) : []);
  const ordinary = new Set(
    left.size === 0 ? [] : rule.filter((one) => !holdsWithout(one, left, toRest)).map(({ index }) => index),
  );
  const scaled = new Set(above.map(({ index }) => index));
  const fixed = new Set(below.map(({ index }) => index));
  return measured.map(({ index, isEnough }) => {
    if (!isEnough) return "not_enough_data";
    if (ordinary.has(index)) return "ordinary";
    if (scaled.has(index)) return "scale";
    return fixed.has(index) ? "fix" : "watch";
  });
}

function holdsWithout({ index, law, above }: Measured, left: ReadonlySet<number>, toRest: ToRest): boolean {
  const rest = toRest(index, left);
  // With nothing else left to compare with, the exceptions are the rest.
  if (rest.trials <= 0) return true;
  const without = toChanceAbove(law, rest.law);
  return (above >= 0.5 ? 1 - without : without) <= MAX_ERROR_CHANCE;
}

function size(segments: readonly Measured[]): number {
  return segments.reduce((sum, { own }) => sum + own.trials, 0);
}
