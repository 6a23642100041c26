import { DIMENSION_NAMES } from "../../domain/dataset.ts";
import { toNearest } from "../../domain/nearest.ts";
import type { Quality } from "../../stats/answer.ts";
import type { Arguments } from "../schema.ts";
import type { ToolContext } from "../tool.ts";
import { type NamingFilter, readNamingFilter } from "./filter-values.ts";
import { refuseProject } from "./project-names.ts";

/** Days in which a value counts as known. */
const KNOWN_DAYS = 90;
const MAX_SUGGESTIONS = 5;

/**
 * Why nothing was found, when a filter names a value that does not exist: a sentence with the values that come near.
 * Costs a statement, and only after an answer about no event at all.
 * @throws Problem `unknown_project` when the value is a project
 */
export async function toNothingFoundNotes(
  { filters }: Arguments,
  { rows_read }: Quality,
  context: ToolContext,
): Promise<string[]> {
  if (rows_read > 0 || !Array.isArray(filters)) return [];
  const naming = filters.flatMap((filter: unknown) => readNamingFilter(filter) ?? []);
  const projects = naming.find(({ dimension }) => dimension === "project");
  if (projects) await checkProjects(projects, context);
  const [other] = naming.filter(({ dimension }) => dimension !== "project" && dimension !== "type");
  return other ? toUnknownNotes(other, context) : [];
}

async function checkProjects(
  { values }: NamingFilter,
  { statistics, principal }: ToolContext,
): Promise<void> {
  const { projects } = await statistics.schema({}, principal);
  const foreign = values.find((value) => projects.every(({ id }) => id !== value));
  if (foreign !== undefined) refuseProject(foreign, projects);
}

async function toUnknownNotes(
  { dimension, values }: NamingFilter,
  { statistics, principal }: ToolContext,
): Promise<string[]> {
  if (!DIMENSION_NAMES.some((name) => name === dimension)) return [];
  const answer = await statistics.values({ dimension, days: KNOWN_DAYS, limit: 1000 }, principal);
  const known = answer.values.map(({ value }) => value);
  return values
    .filter((value) => !known.includes(value))
    .map((value) => {
      const near = toNear(value, known).map((one) => JSON.stringify(one));
      const advice = near.length > 0 ? ` Values like it: ${near.join(", ")}.` : "";
      return `No event of the last ${KNOWN_DAYS} days has ${dimension} ${JSON.stringify(value.slice(0, 60))}.${advice}`;
    });
}

/** Values that share a word part with the given one, or else the nearest by spelling. */
function toNear(value: string, known: readonly string[]): string[] {
  const parts = value
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 2);
  const alike = known.filter((one) => parts.some((part) => one.toLowerCase().includes(part)));
  const nearest = toNearest(value, known);
  return [...new Set([...(nearest === undefined ? [] : [nearest]), ...alike])].slice(0, MAX_SUGGESTIONS);
}
