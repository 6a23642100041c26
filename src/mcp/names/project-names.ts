import { Problem } from "../../domain/errors.ts";
import { UNKNOWN } from "../../domain/label.ts";
import { toNearest } from "../../domain/nearest.ts";
import { PROJECT_ID_PATTERN } from "../../domain/project.ts";
import type { Draft } from "../repair/draft.ts";
import type { ToolContext } from "../tool.ts";
import { readNamingFilter } from "./filter-values.ts";

interface NamedProject {
  readonly id: string;
  readonly name: string;
}

/**
 * Turns names of projects in filters into their ids. Only what cannot be an id is looked up.
 * @throws Problem `unknown_project` when a name means no project, or several
 */
export async function resolveProjectNames({ input, notes }: Draft, context: ToolContext): Promise<void> {
  const filters: unknown = input.filters;
  if (!Array.isArray(filters) || !filters.some(hasName)) return;
  const projects = await context.statistics.projects(context.principal);
  input.filters = filters.map((filter: unknown) => {
    const naming = readNamingFilter(filter);
    if (!naming || !hasName(filter)) return filter;
    const values = naming.values.map((value) => (isId(value) ? value : toId(value, projects, notes)));
    return { ...(filter as object), values };
  });
}

/** @throws Problem `unknown_project`, naming every project the caller may see and the nearest */
export function refuseProject(given: string, projects: readonly NamedProject[]): never {
  const allowed = projects.map(({ id }) => id);
  const nearest =
    toNearest(given, allowed) ??
    toNearest(
      given,
      projects.map(({ name }) => name),
    );
  const didYouMean = projects.find(({ id, name }) => id === nearest || name === nearest)?.id;
  throw new Problem("unknown_project", "There is no such project, or this key may not see it.", {
    errors: [
      {
        field: "filters",
        message: `${JSON.stringify(given.slice(0, 60))} is no project`,
        allowed,
        ...(didYouMean !== undefined && { didYouMean }),
      },
    ],
  });
}

function hasName(filter: unknown): boolean {
  const naming = readNamingFilter(filter);
  return naming?.dimension === "project" && !naming.values.every(isId);
}

function isId(value: string): boolean {
  return PROJECT_ID_PATTERN.test(value) || value.toLowerCase() === UNKNOWN;
}

function toId(given: string, projects: readonly NamedProject[], notes: string[]): string {
  const wanted = toPlain(given);
  const exact = projects.filter(({ id, name }) => toPlain(id) === wanted || toPlain(name) === wanted);
  const partial = projects.filter(({ id, name }) => toPlain(`${id} ${name}`).includes(wanted));
  const [only, ...others] = exact.length > 0 ? exact : partial;
  if (!only || others.length > 0 || wanted === "") refuseProject(given, projects);
  notes.push(`project ${JSON.stringify(given.slice(0, 60))} was read as ${only.id}.`);
  return only.id;
}

/** Letters and digits only, so that `Green-Acres` and `green acres` are the same. */
function toPlain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}
