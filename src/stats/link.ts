import type { QueryAnswer } from "./answer.ts";
import { toFilterText } from "./filter-text.ts";

/** The REST address of a resolved query; opening it later asks exactly the same. */
export function toLink(
  baseUrl: string,
  path: string,
  query: QueryAnswer,
  fields: readonly (keyof QueryAnswer)[],
): string {
  const url = new URL(path, baseUrl);
  for (const field of fields) {
    const value = query[field];
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
