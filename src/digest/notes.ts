import type { Quality } from "../stats/answer.ts";

type Warning = Quality["warnings"][number];

/**
 * What some answers rest on, one sentence each: whether they are exact, and each warning once.
 * @param isSaid which warnings matter here
 */
export function toNotes(
  qualities: readonly Quality[],
  isSaid: (warning: Warning) => boolean = () => true,
): string[] {
  const warnings = qualities.flatMap((quality) => quality.warnings).filter(isSaid);
  const isSampled = qualities.some(({ sampled }) => sampled);
  return [
    isSampled ? "Sampled counts." : "Exact counts.",
    ...new Set(warnings.map(({ message }) => message)),
  ];
}
