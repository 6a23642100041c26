import type { WholeStatsAnswer } from "../stats/answer.ts";

/**
 * Events that one stored data point stands for, at least 1. Counts of a sampled answer rest on so many times fewer
 * events than they show.
 */
export function toSamplingEffect({ quality, totals }: Pick<WholeStatsAnswer, "quality" | "totals">): number {
  return quality.sampled && quality.rows_read > 0 ? Math.max(1, totals.total / quality.rows_read) : 1;
}
