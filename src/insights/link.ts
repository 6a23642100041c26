import type * as z from "zod";
import type { WholeStatsAnswer } from "../stats/answer.ts";
import { toFilterText } from "../stats/filter-text.ts";
import type { FILTER } from "../stats/request.ts";

type Echo = Readonly<Record<string, unknown>> & { readonly filters: readonly z.output<typeof FILTER>[] };

/** The REST address of an insight's resolved question, on the host that the statistics link to. */
export function toInsightLink({ link }: Pick<WholeStatsAnswer, "link">, name: string, query: Echo): string {
  const url = new URL(`/analytics/insights/${name}`, link);
  for (const [field, value] of Object.entries(query)) {
    if (field === "filters") {
      for (const filter of query.filters) url.searchParams.append(filter.dimension, toFilterText(filter));
    } else if (Array.isArray(value)) {
      if (value.length > 0) url.searchParams.set(field, value.join(","));
    } else {
      url.searchParams.set(field, String(value));
    }
  }
  return url.toString();
}
