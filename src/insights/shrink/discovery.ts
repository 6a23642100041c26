/**
 * Which of several findings may be reported when at most a share `rate` of the reported ones is to be wrong.
 * Takes the chance of being wrong of each and keeps the largest set whose mean chance stays below the rate.
 * M. A. Newton et al. (2004), Biostatistics 5, eq. (10); P. Müller et al. (2004), JASA 99.
 * @returns per input, whether it is kept
 */
export function toDiscovered(errorChances: readonly number[], rate: number): boolean[] {
  const sorted = [...errorChances].sort((a, b) => a - b);
  let sum = 0;
  let bound = Number.NEGATIVE_INFINITY;
  for (const [index, chance] of sorted.entries()) {
    sum += chance;
    if (sum / (index + 1) > rate) break;
    bound = chance;
  }
  return errorChances.map((chance) => chance <= bound);
}

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
