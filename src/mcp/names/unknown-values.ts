import { DIMENSION_NAMES } from "../../domain/dataset.ts";
import { isRecord } from "../../domain/is-record.ts";
import { OTHER, UNKNOWN } from "../../domain/label.ts";
import { toNearest } from "../../domain/nearest.ts";
import type { Quality, Warning } from "../../stats/answer.ts";
import type { ToolContext } from "../tool.ts";
import { type NamingFilter, readNamingFilter } from "./filter-values.ts";
import { KNOWN_DAYS } from "./known-days.ts";
import { refuseProject } from "./project-names.ts";

/** What an answer tells of the values that its question named. */
export type NamingAnswer = {
  readonly quality: Quality;
  readonly query?: { readonly filters: readonly unknown[] };
  readonly rows?: readonly unknown[];
};

const MAX_LISTED = 5;

/**
 * What was named in a filter and does not exist, with the values that come near. Costs a statement, and only where the
 * answer itself does not show that all of them exist; `(unknown)` stands for no value and always does. What the
 * statistics say themselves is not said again.
 * @throws Problem `unknown_project` when the value is a project
 */
export async function toUnknownWarnings(
  { quality, query, rows = [] }: NamingAnswer,
  context: ToolContext,
): Promise<Warning[]> {
  const isNothing = quality.rows_read === 0;
  const open = (query?.filters ?? [])
    .flatMap((filter) => readNamingFilter(filter) ?? [])
    .filter((naming) => isNothing || !isShown(naming, rows));
  const { projects: scope } = context.principal;
  const named = open.filter(({ dimension }) => dimension === "project").flatMap(({ values }) => values);
  const foreign = named.filter((value) => value !== UNKNOWN && !(scope !== "all" && scope.includes(value)));
  // Beside what was found the statistics have said it, but not to a key that may not know the others.
  if (foreign.length > 0 && (isNothing || scope !== "all")) await checkProjects(foreign, context);
  const other = open.find(({ dimension }) => dimension !== "project" && dimension !== "type");
  return other ? toWarnings(other, isNothing, context) : [];
}

/** The only value of events that were found exists, and so does one with a row of its own. */
function isShown({ dimension, operator, values }: NamingFilter, rows: readonly unknown[]): boolean {
  if (operator === "is" && values.length === 1) return true;
  return values.every((value) => rows.some((row) => isRecord(row) && row[dimension] === value));
}

async function checkProjects(
  named: readonly string[],
  { statistics, principal }: ToolContext,
): Promise<void> {
  const projects = await statistics.projects(principal);
  const none = named.find((value) => projects.every(({ id }) => id !== value));
  if (none !== undefined) refuseProject(none, projects);
}

async function toWarnings(
  { dimension, values }: NamingFilter,
  isNothing: boolean,
  { statistics, principal }: ToolContext,
): Promise<Warning[]> {
  if (!DIMENSION_NAMES.some((name) => name === dimension)) return [];
  const asked = statistics.values({ dimension, days: KNOWN_DAYS, limit: 1000 }, principal);
  // An answer that found something is not lost because its values cannot be looked up.
  const answer = await (isNothing ? asked : asked.catch(() => undefined));
  const known = answer?.values.map(({ value }) => value) ?? [];
  const named = values.filter((value) => value !== UNKNOWN && !known.includes(value)).slice(0, MAX_LISTED);
  // A rare value may be part of the rest, and to ask for it alone would cost another statement.
  if (!answer || named.length === 0 || known.includes(OTHER)) return [];
  const near = [...new Set(named.flatMap((value) => toNear(value, known)))].slice(0, MAX_LISTED);
  const advice = near.length > 0 ? `; those under "near" are like it` : "";
  const message = `No event of the last ${KNOWN_DAYS} days has a ${dimension} under "named"${advice}.`;
  return [{ code: "no_such_value", message, labels: { named, ...(near.length > 0 && { near }) } }];
}

/** Values that share a word part with the given one, or else the nearest by spelling. */
function toNear(value: string, known: readonly string[]): string[] {
  const parts = value
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part.length > 2);
  const alike = known.filter((one) => {
    const lower = one.toLowerCase();
    return parts.some((part) => lower.includes(part));
  });
  const nearest = toNearest(value, known);
  return [...(nearest === undefined ? [] : [nearest]), ...alike];
}
