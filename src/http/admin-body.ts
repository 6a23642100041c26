import type * as z from "zod";
import { type FieldError, Problem } from "../domain/errors.ts";
import { toNearest } from "../domain/nearest.ts";
import { allowsProject, type Principal } from "../domain/principal.ts";
import { readText } from "./body.ts";
import { readJsonObject } from "./json-object.ts";

/**
 * Reads what an admin sends. A schema's own words about a field go before the general ones.
 * @throws Problem `invalid_json`, `invalid_body`, `body_too_large`
 */
export async function readAdminBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  const body = readJsonObject(await readText(request));
  const parsed = schema.safeParse(body, { error: toWords, reportInput: true });
  if (parsed.success) return parsed.data;
  const known = "shape" in schema ? Object.keys(schema.shape as object) : [];
  throw new Problem("invalid_body", "The body is not valid; see errors.", {
    errors: parsed.error.issues.flatMap((issue) => toFieldErrors(issue, known)),
  });
}

/** @param known names that the body may have */
function toFieldErrors(issue: z.core.$ZodIssue, known: readonly string[]): FieldError[] {
  const { code, path, message, input } = issue;
  if (code === "unrecognized_keys")
    return issue.keys.map((key) =>
      toFieldError([...path, key], message, key, path.length === 0 ? known : []),
    );
  return [toFieldError(path, message, input, code === "invalid_value" ? issue.values.map(String) : [])];
}

function toFieldError(
  path: readonly PropertyKey[],
  message: string,
  given: unknown,
  allowed: readonly string[],
): FieldError {
  const field = path.join(".");
  if (allowed.length === 0) return { field, message };
  const didYouMean = toNearest(String(given), allowed);
  return { field, message, allowed, ...(didYouMean === undefined ? {} : { didYouMean }) };
}

/** What is wrong and what is expected, in our own words. */
function toWords(issue: z.core.$ZodRawIssue): string {
  if (issue.code === "unrecognized_keys") return "unknown field";
  if (issue.input === undefined) return "is missing";
  switch (issue.code) {
    case "invalid_type":
      return `must be of the type ${issue.expected}`;
    case "invalid_value":
      return `${JSON.stringify(issue.input).slice(0, 60)} is not allowed here`;
    case "invalid_format":
      return `must be of the form ${issue.format === "regex" ? issue.pattern : issue.format}`;
    case "too_small":
      return `must be ${issue.inclusive ? "at least" : "more than"} ${issue.minimum}${toUnit(issue.origin)}`;
    case "too_big":
      return `must be at most ${issue.maximum}${toUnit(issue.origin)}`;
    default:
      return "is not valid";
  }
}

function toUnit(origin: string): string {
  return origin === "string" ? " characters" : origin === "array" ? " entries" : "";
}

/**
 * An admin for some projects acts on these and on nothing that concerns all.
 * @throws Problem `forbidden`
 */
export function requireProject(principal: Principal, projectId: string | null): void {
  const isAllowed = projectId === null ? principal.projects === "all" : allowsProject(principal, projectId);
  if (!isAllowed)
    throw new Problem(
      "forbidden",
      projectId === null
        ? "This key is for some projects; name the project."
        : "This key is not for that project.",
    );
}
