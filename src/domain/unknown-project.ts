import { Problem } from "./errors.ts";
import { toNearest } from "./nearest.ts";

/**
 * There is no project of a name.
 * @param others ids that whoever asks may be told of
 * @param field where it was named
 */
export function toUnknownProject(wanted: string, others: readonly string[], field = "project"): Problem {
  const didYouMean = toNearest(wanted, others);
  const error = { field, message: "not a known project id", ...(didYouMean !== undefined && { didYouMean }) };
  return new Problem("unknown_project", "There is no project with that id.", { errors: [error] });
}
