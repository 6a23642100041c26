import type { EngagementLabel } from "./dataset.ts";

/** Lowest score of each engagement band, highest band first. */
const BANDS: readonly [number, EngagementLabel][] = [
  [71, "Very Hot"],
  [46, "Hot"],
  [21, "Warm"],
  [0, "Cold"],
];

/** The band of an engagement score (0–100): 0–20 Cold, 21–45 Warm, 46–70 Hot, 71–100 Very Hot. */
export function toEngagementLabel(score: number): EngagementLabel {
  return BANDS.find(([from]) => score >= from)?.[1] ?? "Cold";
}
