/** A rising function with its derivative, inverted on an interval. */
export interface Rising {
  readonly at: (x: number) => number;
  readonly slope: (x: number) => number;
  readonly low: number;
  readonly high: number;
  readonly start: number;
}

const MAX_STEPS = 80;
const TOLERANCE = 1e-12;

/**
 * The x at which a rising function reaches a value: Newton's step where it stays inside the bracket, halving where
 * it does not.
 * W. H. Press et al. (2007), Numerical Recipes, 3rd ed., section 9.4 ("rtsafe").
 */
export function toInverse({ at, slope, ...start }: Rising, value: number): number {
  let { low, high } = start;
  let x = Math.min(high, Math.max(low, start.start));
  for (let step = 0; step < MAX_STEPS; step++) {
    const error = at(x) - value;
    if (error > 0) high = x;
    else low = x;
    const newton = x - error / slope(x);
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - x) <= TOLERANCE * Math.abs(x) || high - low <= TOLERANCE * high) return next;
    x = next;
  }
  return x;
}
