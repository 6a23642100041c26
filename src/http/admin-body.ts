import * as z from "zod";
import { type FieldError, Problem } from "../domain/errors.ts";
import { IN_OUR_WORDS, MAX_TOLD, toFieldErrors } from "../domain/field-errors.ts";
import { allowsProject, type Principal } from "../domain/principal.ts";
import type { Project, ProjectDirectory } from "../domain/project.ts";
import { toUnknownProject } from "../domain/unknown-project.ts";
import { readText } from "./body.ts";
import { readJsonObject } from "./json-object.ts";

/**
 * Reads what an admin sends.
 * @throws Problem `invalid_json`, `invalid_body`, `body_too_large`
 */
export async function readAdminBody<T extends z.ZodType>(request: Request, schema: T): Promise<z.output<T>> {
  const parsed = schema.safeParse(readJsonObject(await readText(request)), IN_OUR_WORDS);
  if (parsed.success) return parsed.data;
  throw toInvalidBody(parsed.error.issues, schema);
}

/** @param others what is wrong beside */
export function toInvalidBody(
  issues: readonly z.core.$ZodIssue[],
  schema: z.ZodType,
  others: readonly FieldError[] = [],
): Problem {
  const told = issues
    .slice(0, MAX_TOLD)
    .flatMap((issue) => toFieldErrors(issue, listNames(schema, issue.path)));
  return new Problem("invalid_body", "The body is not valid; see errors.", { errors: [...told, ...others] });
}

/** The names that the object at a path may have. */
function listNames(schema: z.core.$ZodType, [step, ...rest]: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional)
    return listNames(schema.unwrap(), step === undefined ? [] : [step, ...rest]);
  if (!(schema instanceof z.ZodObject)) return [];
  if (step === undefined) return Object.keys(schema.shape);
  const field = schema.shape[String(step)];
  return field === undefined ? [] : listNames(field, rest);
}

/**
 * The projects that are acted on, all with `null`. One that is named has to exist: in a misspelt one nothing would be
 * done.
 * @throws Problem `forbidden`, `unknown_project`
 */
export async function requireKnownProjects(
  principal: Principal,
  projects: ProjectDirectory,
  id: string | null,
): Promise<readonly Project[]> {
  if (id !== null) return [await requireKnownProject(principal, projects, id)];
  requireProject(principal, null);
  return projects.list();
}

/**
 * A project that is acted on.
 * @param field where it is named
 * @throws Problem `forbidden`, `unknown_project`
 */
export async function requireKnownProject(
  principal: Principal,
  projects: ProjectDirectory,
  id: string,
  field?: string,
): Promise<Project> {
  requireProject(principal, id);
  const project = await projects.find(id);
  if (project) return project;
  const others = principal.projects === "all" ? await projects.list() : [];
  throw toUnknownProject(
    id,
    others.map((other) => other.id),
    field,
  );
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
