import type { Quality, QueryAnswer } from "../stats/answer.ts";
import { toFilterText } from "../stats/filter-text.ts";
import type { Cell } from "./csv.ts";

/** Columns at the end of every row that say what was asked and how good the numbers are. */
export const FACT_COLUMNS = ["from", "to", "timezone", "filters", "sampled", "warnings"] as const;

/** The cells of {@link FACT_COLUMNS}: a file that is passed on keeps them, a response header would be lost. */
export function toFacts(query: QueryAnswer, quality: Quality): Record<(typeof FACT_COLUMNS)[number], Cell> {
  return {
    from: query.from,
    to: query.to,
    timezone: query.timezone,
    filters: toConditions(query).join(" & "),
    sampled: quality.sampled,
    warnings: quality.warnings.map(({ code }) => code).join(" "),
  };
}

function toConditions(query: QueryAnswer): string[] {
  const { min_suspicion, min_engagement, min_total } = query;
  return [
    ...query.filters.map((filter) => `${filter.dimension}=${toFilterText(filter)}`),
    ...(min_suspicion === undefined ? [] : [`min_suspicion=${min_suspicion}`]),
    ...(min_engagement === undefined ? [] : [`min_engagement=${min_engagement}`]),
    ...(min_total > 1 ? [`min_total=${min_total}`] : []),
  ];
}
