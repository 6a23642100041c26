import { INSIGHTS } from "../insights/catalog.ts";
import { INSIGHT_NAMES, toCapital, toInsightSchemaName } from "./openapi-insight-schemas.ts";
import { toQuestionRoute } from "./openapi-stats.ts";
import type { Route } from "./openapi-types.ts";

/** The insights as operations of the document. */
export function listInsightRoutes(): Route[] {
  return INSIGHT_NAMES.map((name) => {
    const { path, meaning, request } = INSIGHTS[name];
    const address = `/analytics/insights/${path}`;
    return toQuestionRoute({
      path: address,
      operationId: `get${toCapital(name)}`,
      summary: meaning,
      description:
        "Says by which method it was found and how much data that needs; with less it answers `not_enough_data`.",
      request,
      answer: toInsightSchemaName(name),
      samples: [{ label: `Insight: ${path}`, address }],
    });
  });
}
