import { DIMENSIONS, METRIC_NAMES, METRICS, RATE_NAMES, RATES } from "../domain/dataset.ts";
import { allowsProject } from "../domain/principal.ts";
import { toIso } from "../domain/zone.ts";
import type { Engine } from "../engine/engine.ts";
import { createWatchedEngine } from "../engine/watch.ts";
import type { SchemaAnswer } from "./answer.ts";
import { toMetric } from "./counters.ts";
import { toQuality } from "./quality.ts";
import type { StatsQuery } from "./query.ts";
import { BUCKETS, GROUPS, OPERATORS } from "./request.ts";
import type { Asking } from "./resolve.ts";
import type { AnswerOptions } from "./stats.ts";
import { toTable } from "./table.ts";

/** What can be asked, for which projects, and how far the data reaches; `query` covers everything kept. */
export async function toSchemaAnswer(
  engine: Engine,
  query: StatsQuery,
  asking: Asking,
  options: AnswerOptions,
): Promise<SchemaAnswer> {
  const watched = createWatchedEngine(engine);
  const table = await toTable(watched, query);
  const quality = toQuality({ query, table, age: watched.age() });
  return {
    today: toIso(query.timezone, query.now).slice(0, 10),
    timezone: query.timezone,
    projects: asking.projects
      .filter(({ id }) => allowsProject(asking.principal, id))
      .map(({ id, name, timezone }) => ({ id, name, timezone: timezone ?? asking.reportingTimezone })),
    dimensions: DIMENSIONS.map(({ name, meaning, values }) => ({
      name,
      meaning,
      ...(values ? { values: [...values] } : {}),
    })),
    metrics: METRIC_NAMES.map((name) => ({
      name,
      meaning: METRICS[name].meaning,
      aliases: [...METRICS[name].aliases],
    })),
    rates: RATE_NAMES.map((name) => ({ name, meaning: RATES[name].meaning })),
    buckets: [...BUCKETS],
    groups: [...GROUPS],
    operators: [...OPERATORS],
    coverage: {
      first_event: quality.first_event,
      last_event: quality.last_event,
      total: toMetric(table.current.totals.sums, query.types, "total"),
      ...(options.retentionDays === undefined ? {} : { retention_days: options.retentionDays }),
    },
    quality,
  };
}
