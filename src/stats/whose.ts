import type { QueryAnswer } from "./answer.ts";
import { toPlural } from "./words.ts";

/**
 * Whose numbers an answer holds, e.g. ` in 2 projects with 1 condition`; empty where nothing is left out.
 * @param query as it is echoed, so that a key's own projects are among its filters
 */
export function toWhose({
  filters,
  min_suspicion,
  min_engagement,
}: Pick<QueryAnswer, "filters" | "min_suspicion" | "min_engagement">): string {
  const named = filters.filter(({ dimension, operator }) => dimension === "project" && operator === "is");
  const projects = named[0]?.values.filter((id) => named.every(({ values }) => values.includes(id))).length;
  const conditions =
    filters.length - named.length + [min_suspicion, min_engagement].filter((lowest) => lowest).length;
  const where =
    projects === undefined ? "" : ` in ${projects === 1 ? "one project" : `${projects} projects`}`;
  return where + (conditions > 0 ? ` with ${conditions} ${toPlural("condition", conditions)}` : "");
}
