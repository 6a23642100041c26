import type { Quality } from "../stats/answer.ts";

/** What some answers rest on, one sentence each: whether they are exact, and each warning once. */
export function toNotes(qualities: readonly Quality[]): string[] {
  const warnings = qualities.flatMap((quality) => quality.warnings);
  const isSampled = qualities.some(({ sampled }) => sampled);
  return [
    isSampled ? "Sampled counts." : "Exact counts.",
    ...new Set(warnings.map(({ message }) => message)),
  ];
}
