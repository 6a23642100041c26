import type * as z from "zod";
import { toFilterText } from "./filter-text.ts";
import type { FILTER } from "./request.ts";

/**
 * The REST address of a resolved query; asks exactly the same later.
 * @param request holds the parameters that the address takes; without it all are
 */
export function toLink(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, unknown>> & { readonly filters?: readonly z.output<typeof FILTER>[] },
  request?: z.ZodObject,
): string {
  const url = new URL(path, baseUrl);
  for (const [field, value] of Object.entries(query)) {
    if (field === "filters") {
      for (const filter of query.filters ?? []) {
        url.searchParams.append(filter.dimension, toFilterText(filter));
      }
    } else if ((!request || field in request.shape) && String(value ?? "") !== "") {
      url.searchParams.set(field, String(value));
    }
  }
  return url.toString();
}
