import type * as z from "zod";
import { IN_OUR_WORDS, toFieldErrors } from "../domain/field-errors.ts";
import { toRefusal } from "../stats/read.ts";
import { readParameters } from "./parameters.ts";

/**
 * Reads the parameters of an admin's request; what the schema does not name is refused, because a misspelt one would
 * widen what is acted on.
 * @throws Problem `invalid_parameter`
 */
export function readAdminQuery<T extends z.ZodObject>(request: Request, schema: T): z.output<T> {
  const given = readParameters(new URL(request.url).searchParams, Object.keys(schema.shape), []);
  const parsed = schema.safeParse(given, IN_OUR_WORDS);
  if (parsed.success) return parsed.data;
  throw toRefusal(...parsed.error.issues.flatMap((issue) => toFieldErrors(issue, [])));
}
