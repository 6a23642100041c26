export function toSum(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** The arithmetic mean; 0 of nothing. */
export function toMean(values: readonly number[]): number {
  return values.length > 0 ? toSum(values) / values.length : 0;
}
