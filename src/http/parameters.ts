import type * as z from "zod";
import { DIMENSION_NAMES } from "../domain/dataset.ts";
import type { Problem } from "../domain/errors.ts";
import { toUnknowns } from "../domain/field-errors.ts";
import { readFilterText } from "../stats/filter-text.ts";
import { toRefusal } from "../stats/read.ts";

const DIMENSIONS: readonly string[] = DIMENSION_NAMES;

/** Names that may stand in the address of a question: its fields, a filter per dimension, and the surface's own. */
export function listParameters(request: z.ZodObject, own: readonly string[] = []): string[] {
  const fields = Object.keys(request.shape);
  const named = fields.filter((name) => name !== "filters");
  return [...named, ...(fields.includes("filters") ? DIMENSIONS : []), ...own];
}

/**
 * The query string as the question the core reads: a parameter named like a dimension is a filter, everything else
 * keeps its name and stays text; the core knows what it must be.
 * @param allowed names that may stand there
 * @param dimensions those of them that are filters
 * @throws Problem `invalid_parameter` when a name is unknown, or one that can stand once is repeated
 */
export function readParameters(
  search: URLSearchParams,
  allowed: readonly string[],
  dimensions = DIMENSIONS,
): Record<string, unknown> {
  const unknown = [...new Set(search.keys())].filter((name) => !allowed.includes(name));
  if (unknown.length > 0) throw toRefusal(...toUnknowns(unknown, allowed, "parameter"));
  const given: Record<string, unknown> = {};
  const filters = [];
  for (const [name, text] of search) {
    if (dimensions.includes(name)) filters.push({ dimension: name, ...readFilterText(text) });
    else if (name in given) throw toRefusal({ field: name, message: "given twice; give it once" });
    else given[name] = text;
  }
  return filters.length > 0 ? { ...given, filters } : given;
}

/** The problem with a filter called by the parameter it came from instead of its place in a list. */
export function toNamedByParameter(problem: Problem, search: URLSearchParams): Problem {
  const filters = [...search.keys()].filter((name) => DIMENSIONS.includes(name));
  const rename = (field: string) => {
    const index = /^filters\.(\d+)\b/.exec(field)?.[1];
    return (index === undefined ? undefined : filters[Number(index)]) ?? field;
  };
  if (problem.errors.every(({ field }) => rename(field) === field)) return problem;
  return toRefusal(...problem.errors.map((error) => ({ ...error, field: rename(error.field) })));
}
