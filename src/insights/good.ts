import type { Metric } from "../domain/dataset.ts";
import { toSquares } from "./sampling.ts";
import type { Share } from "./shrink/shares.ts";

/** What makes a lead worth having. */
export const GOODS = ["not_suspicious", "hot"] as const;
export type Good = (typeof GOODS)[number];

const NEW: readonly Metric[] = ["primary", "bot", "blocked"];

/**
 * Good leads among new submissions. Follow-ups and own tests say nothing about where traffic is worth having; bots and
 * blocked senders do, because somebody paid for them.
 */
export function toGoodShare(cell: Parameters<typeof toSquares>[0], good: Good): Share {
  // A restored submission may lie outside the range of its original and leave a negative count behind.
  const trials = Math.max(
    0,
    NEW.reduce((sum, name) => sum + cell[name], 0),
  );
  const hits = good === "hot" ? cell.hot_count : cell.primary - cell.suspicious_count;
  return { trials, squares: toSquares(cell, NEW), hits: Math.min(trials, Math.max(0, hits)) };
}
