/** Counts of one segment over equal stretches of time. */
export type Counts = readonly number[];

/** Weight of the common dispersion in each segment's own, in degrees of freedom. */
const COMMON_FREEDOM = 10;

/**
 * Variance ÷ mean of each segment's counts, at least 1: Pearson's statistic over its degrees of freedom, drawn
 * towards what all segments have in common.
 * P. McCullagh, J. A. Nelder (1989), Generalized Linear Models, 2nd ed., eq. (4.23).
 */
export function toDispersions(segments: readonly Counts[]): number[] {
  const own = segments.map(toPearson);
  const all = own.reduce((sum, { freedom }) => sum + freedom, 0);
  const common = all > 0 ? Math.max(1, own.reduce((sum, { statistic }) => sum + statistic, 0) / all) : 1;
  return own.map(({ statistic, freedom }) =>
    Math.max(1, (statistic + COMMON_FREEDOM * common) / (freedom + COMMON_FREEDOM)),
  );
}

function toPearson(counts: Counts): { statistic: number; freedom: number } {
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  if (!(mean > 0)) return { statistic: 0, freedom: 0 };
  const statistic = counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
  return { statistic, freedom: counts.length - 1 };
}
