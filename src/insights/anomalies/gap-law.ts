import { toMean } from "../math/sums.ts";

/** The chance that a gap is longer than so much. */
export type GapLaw = (length: number) => number;

/** Gaps that the law needs to say anything. */
export const MIN_GAPS = 10;
/** Gaps are modelled above this quantile, and counted below. */
const TAIL_FROM = 0.5;
/** Least gaps in the tail. */
const MIN_TAIL = 4;
/** Tail weight assumed before any gaps are known (0 is exponential), worth so many gaps; chosen in bench/insights. */
const PRIOR_SHAPE = 0.4;
const PRIOR_GAPS = 40;
const MAX_SHAPE = 0.7;

/**
 * How long gaps between leads get, from the gaps so far, measured in leads to be expected rather than in hours, so
 * that nights and quiet weeks stretch nothing. Above the median they follow a generalised Pareto law, fitted by
 * probability-weighted moments, with its tail drawn towards a heavy one while gaps are few.
 * J. R. M. Hosking, J. R. Wallis (1987), Technometrics 29, eqs. (5) and (6).
 * @returns `undefined` with too few gaps
 */
export function toGapLaw(gaps: readonly number[]): GapLaw | undefined {
  const sorted = gaps.filter((gap) => gap > 0).sort((a, b) => a - b);
  const start = Math.floor(sorted.length * TAIL_FROM);
  const threshold = sorted[start] ?? 0;
  const tail = sorted
    .slice(start)
    .map((gap) => gap - threshold)
    .filter((excess) => excess > 0);
  if (gaps.length < MIN_GAPS || tail.length < MIN_TAIL) return undefined;
  const mean = toMean(tail);
  const moment =
    tail.reduce((sum, excess, index) => sum + (excess * (tail.length - index - 0.65)) / tail.length, 0) /
    tail.length;
  const fitted = 2 - mean / (mean - 2 * moment);
  const own = Number.isFinite(fitted) ? fitted : PRIOR_SHAPE;
  const shape = Math.min(
    MAX_SHAPE,
    Math.max(1e-6, (tail.length * own + PRIOR_GAPS * PRIOR_SHAPE) / (tail.length + PRIOR_GAPS)),
  );
  const scale = mean * (1 - shape);
  return (length) => {
    if (length <= threshold) return gaps.filter((gap) => gap > length).length / gaps.length;
    return (tail.length / gaps.length) * (1 + (shape * (length - threshold)) / scale) ** (-1 / shape);
  };
}
