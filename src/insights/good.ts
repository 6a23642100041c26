import type { Metric } from "../domain/dataset.ts";
import type { Share } from "./shrink/shares.ts";

/** What makes a lead worth having. */
export const GOODS = ["not_suspicious", "hot"] as const;
export type Good = (typeof GOODS)[number];

/**
 * Good leads among new submissions. Follow-ups and own tests say nothing about where traffic is worth having; bots and
 * blocked senders do, because somebody paid for them.
 */
export function toGoodShare(cell: Readonly<Record<Metric, number>>, good: Good): Share {
  // A restored submission may lie outside the range of its original and leave a negative count behind.
  const trials = Math.max(0, cell.primary + cell.bot + cell.blocked);
  const hits = good === "hot" ? cell.hot_count : cell.primary - cell.suspicious_count;
  return { trials, hits: Math.min(trials, Math.max(0, hits)) };
}
