import { DIMENSION_NAMES } from "../domain/dataset.ts";
import { Problem } from "../domain/errors.ts";
import { readFilterText } from "../stats/filter-text.ts";

const DIMENSIONS = new Set<string>(DIMENSION_NAMES);

/**
 * The query string as the question the core reads: a parameter named like a dimension is a filter, everything else
 * keeps its name. `order_by`, `format` and the like stay text; the core knows what they must be.
 * @throws Problem `invalid_parameter` when a parameter that can stand once is repeated
 */
export function readParameters(search: URLSearchParams): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  const filters = [];
  for (const [name, text] of search) {
    if (DIMENSIONS.has(name)) {
      filters.push({ dimension: name, ...readFilterText(text) });
    } else if (name in given) {
      throw new Problem("invalid_parameter", `${name}: given twice`, {
        errors: [{ field: name, message: "give it once" }],
      });
    } else {
      given[name] = text;
    }
  }
  return filters.length > 0 ? { ...given, filters } : given;
}
