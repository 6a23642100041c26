import { Problem } from "../domain/errors.ts";
import { allowsProject, type Principal } from "../domain/principal.ts";
import type { Project } from "../domain/project.ts";
import { isZone, toMeantZone, toOffsetSpans } from "../domain/zone.ts";
import type { ProjectAnswer } from "./answer.ts";
import { toEarlierRange } from "./compare.ts";
import { isProjects, requirePossible, toFilter, toTypes } from "./filter.ts";
import { readRange } from "./period.ts";
import type { Filter, StatsQuery } from "./query.ts";
import { toRefusal } from "./read.ts";
import { DEFAULT_DAYS, type Group, type StatsRequest } from "./request.ts";

/** What a question means depends on: the clock, who asks, which projects there are. */
export interface Asking {
  /** Epoch seconds. */
  readonly now: number;
  readonly principal: Principal;
  readonly projects: readonly Project[];
  readonly reportingTimezone: string;
  /** Smallest group of people that may be shown by two or more parts of a place; 1 shows all. */
  readonly kAnonymity: number;
}

/**
 * Decides everything a question left open, and what its caller may see.
 * @throws Problem `invalid_parameter`
 */
export function toQuery(request: StatsRequest, asking: Asking): StatsQuery {
  const all = request.filters.map(toFilter);
  checkScope(all, asking);
  requirePossible(all);
  const { projects: scope } = asking.principal;
  const timezone = toTimezone(request.timezone, all, asking);
  const range = readRange(request, DEFAULT_DAYS, timezone, asking.now);
  const earlier =
    request.compare === "none" ? undefined : toEarlierRange(range, timezone, request.compare, asking.now);
  const groupBy = [...new Set(request.group_by)];
  return {
    range,
    earlier,
    timezone,
    spans: toOffsetSpans(timezone, earlier?.from ?? range.from, range.to),
    // "By source" means one row per source; days times sources would bury the answer.
    bucket: request.bucket ?? (request.group_by.length > 0 ? "none" : "day"),
    groupBy,
    filters: all.filter((filter) => filter.dimension.name !== "type" && !isWhole(filter, scope)),
    types: toTypes(all),
    scope,
    unknownProjects: toUnknownProjects(all, asking),
    minSuspicion: request.min_suspicion ?? 0,
    minEngagement: request.min_engagement ?? 0,
    compare: request.compare,
    orderBy: request.order_by,
    limit: request.limit,
    minTotal: Math.max(request.min_total, isNarrowPlace(groupBy, all) ? asking.kAnonymity : 1),
    maxRows: request.max_rows,
    now: asking.now,
  };
}

const PLACE: readonly string[] = ["country", "region", "city"];

/** Two or more parts of a place, grouped or filtered, can point at a person. */
function isNarrowPlace(groupBy: readonly Group[], filters: readonly Filter[]): boolean {
  const used = new Set([...groupBy, ...filters.map(({ dimension }) => dimension.name)]);
  return (
    PLACE.filter((name) => used.has(name as Group)).length >= 2 &&
    groupBy.some((name) => PLACE.includes(name))
  );
}

/** The given zone, else that of the one project in question, else the reporting zone. */
function toTimezone(given: string | undefined, filters: readonly Filter[], asking: Asking): string {
  if (given !== undefined) {
    if (isZone(given)) return given;
    const meant = toMeantZone(given);
    throw new Problem("invalid_parameter", `timezone: "${given.slice(0, 60)}" is not an IANA time zone`, {
      errors: [
        {
          field: "timezone",
          message: "must be an IANA time zone such as Asia/Kolkata",
          ...(meant === undefined ? {} : { didYouMean: meant }),
        },
      ],
    });
  }
  const { projects: scope } = asking.principal;
  const named = filters.find(isProjects)?.values;
  const all = asking.projects.map(({ id }) => id);
  const [only, ...others] = named ?? (scope === "all" ? all : scope);
  const project = others.length === 0 ? asking.projects.find(({ id }) => id === only) : undefined;
  return project?.timezone ?? asking.reportingTimezone;
}

/** Those that are named whole; `(unknown)` stands for no project. A scoped caller learns of no other project. */
function toUnknownProjects(filters: readonly Filter[], { projects, principal }: Asking): string[] {
  if (principal.projects !== "all") return [];
  const named = filters
    .filter(({ dimension, operator }) => dimension.name === "project" && operator !== "contains")
    .flatMap(({ values }) => values);
  return [...new Set(named)].filter((value) => value !== "" && projects.every(({ id }) => id !== value));
}

/** The projects the caller may see, each with the zone of its reports. */
export function toProjects({ projects, principal, reportingTimezone }: Asking): ProjectAnswer[] {
  return projects
    .filter(({ id }) => allowsProject(principal, id))
    .map(({ id, name, timezone = reportingTimezone }) => ({ id, name, timezone }));
}

/** Whether a condition names just the projects that its caller may see; it says nothing then. */
function isWhole(filter: Filter, scope: Principal["projects"]): boolean {
  return (
    scope !== "all" &&
    isProjects(filter) &&
    new Set([...scope, ...filter.values]).size === filter.values.length
  );
}

/** A scoped caller who names another project learns only which ones are theirs. */
function checkScope(filters: readonly Filter[], { principal: { projects: scope } }: Asking): void {
  if (scope === "all") return;
  for (const { values } of filters.filter(isProjects)) {
    const foreign = values.find((value) => !scope.includes(value));
    if (foreign === undefined) continue;
    throw toRefusal({
      field: "project",
      message: "this key cannot see that project",
      allowed: [...scope],
    });
  }
}
