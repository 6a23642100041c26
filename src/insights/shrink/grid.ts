import { toSum } from "../math/sums.ts";

/** Weights that sum to 1 from logarithms of any size. */
export function toWeights(logs: readonly number[]): number[] {
  const most = Math.max(...logs);
  const raw = logs.map((log) => Math.exp(log - most));
  const sum = toSum(raw);
  return raw.map((weight) => weight / sum);
}

/** `count` values from `first` to `last`, each the same multiple of the one before. */
export function toGeometric(first: number, last: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first * (last / first) ** (index / (count - 1)));
}
