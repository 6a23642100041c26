/**
 * Which hypotheses are rejected when the expected share of false rejections is held at `rate`.
 * Y. Benjamini, Y. Hochberg (1995), J. R. Stat. Soc. B 57, section 3.1.
 * @returns per p-value, whether it is rejected
 */
export function toRejected(pValues: readonly number[], rate: number): boolean[] {
  const sorted = [...pValues].sort((a, b) => a - b);
  const last = sorted.findLastIndex((p, index) => p <= ((index + 1) / sorted.length) * rate);
  const bound = last < 0 ? Number.NEGATIVE_INFINITY : (sorted[last] ?? Number.NEGATIVE_INFINITY);
  return pValues.map((p) => p <= bound);
}
