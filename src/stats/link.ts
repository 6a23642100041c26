import type * as z from "zod";
import type { QueryAnswer } from "./answer.ts";
import { toFilterText } from "./filter-text.ts";

/** The REST address of a resolved query, with the parameters that the address takes; asks exactly the same later. */
export function toLink(
  baseUrl: string,
  path: string,
  query: Partial<QueryAnswer> & Readonly<Record<string, unknown>>,
  request: z.ZodObject,
): string {
  const url = new URL(path, baseUrl);
  for (const [field, value] of Object.entries(query)) {
    if (field === "filters") {
      for (const filter of query.filters ?? []) {
        url.searchParams.append(filter.dimension, toFilterText(filter));
      }
    } else if (field in request.shape && String(value) !== "") {
      url.searchParams.set(field, String(value));
    }
  }
  return url.toString();
}
