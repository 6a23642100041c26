import { DIMENSIONS, METRIC_NAMES, METRICS, RATE_NAMES, RATES } from "../domain/dataset.ts";
import { toIso } from "../domain/zone.ts";
import type { Engine } from "../engine/engine.ts";
import { createWatchedEngine } from "../engine/watch.ts";
import type { SchemaAnswer } from "./answer.ts";
import { toMetric } from "./counters.ts";
import { toSchemaHeadline } from "./headline.ts";
import { toLink } from "./link.ts";
import { toQuality } from "./quality.ts";
import type { StatsQuery } from "./query.ts";
import { BUCKETS, GROUPS, OPERATORS, SCHEMA_REQUEST } from "./request.ts";
import { type Asking, toProjects } from "./resolve.ts";
import type { AnswerOptions } from "./stats.ts";
import { toTable } from "./table.ts";
import { toWhose } from "./whose.ts";
import { toQueryAnswer } from "./word.ts";

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
  const { timezone } = query;
  const { totals } = table.current;
  const total = toMetric(totals.sums, query.types, "total");
  return {
    headline: toSchemaHeadline(query, totals, total, toWhose(toQueryAnswer(query))),
    today: toIso(timezone, query.now).slice(0, 10),
    timezone,
    projects: toProjects(asking),
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
      total,
      ...(options.retentionDays === undefined ? {} : { retention_days: options.retentionDays }),
    },
    quality,
    link: toLink(options.publicUrl, "/analytics/lead-stats/schema", { timezone }, SCHEMA_REQUEST),
  };
}
