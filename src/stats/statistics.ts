import { MAX_DAYS } from "../domain/period.ts";
import type { Principal } from "../domain/principal.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import type { Engine } from "../engine/engine.ts";
import { toNarrowed } from "./narrow.ts";
import type { Marginals, Statistics } from "./port.ts";
import type { StatsQuery } from "./query.ts";
import { readRequest } from "./read.ts";
import {
  SCHEMA_REQUEST,
  STATS_REQUEST,
  type StatsRequest,
  SUMMARY_REQUEST,
  VALUES_REQUEST,
} from "./request.ts";
import { type Asking, toProjects, toQuery } from "./resolve.ts";
import { toSchemaAnswer } from "./schema.ts";
import { type AnswerOptions, toMarginalAnswers, toStatsAnswer } from "./stats.ts";
import { toSummaryAnswer } from "./summary.ts";
import { toValuesAnswer } from "./values.ts";

export interface StatisticsOptions extends AnswerOptions {
  readonly engine: Engine;
  readonly projects: Pick<ProjectDirectory, "list">;
  readonly reportingTimezone: string;
  /** Smallest group that two or more parts of a place may show; default 1, all. */
  readonly kAnonymity?: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const UNGROUPED: Omit<StatsRequest, "filters"> = {
  bucket: "none",
  group_by: [],
  compare: "none",
  order_by: "total",
  limit: 1,
  min_total: 1,
};

/** The statistics core: question in, answer out. Reads only the engine and the project list, never a person. */
export function createStatistics(options: StatisticsOptions): Statistics & Marginals {
  const toAsking = async (principal: Principal): Promise<Asking> => ({
    now: Math.floor(options.now() / 1000),
    principal,
    projects: await options.projects.list(),
    reportingTimezone: options.reportingTimezone,
    kAnonymity: options.kAnonymity ?? 1,
  });

  /** An engine that knows when the question's range ends, so that answers of the past can be kept. */
  const toEngine = (query: StatsQuery): Engine => ({
    ask: (sql, ask) => options.engine.ask(sql, { closedSince: query.range.to, ...ask }),
  });
  const resolve = async (request: StatsRequest, principal: Principal) => {
    const asking = await toAsking(principal);
    const query = toQuery(request, asking);
    return { asking, query, engine: toEngine(query) };
  };

  return {
    async stats(raw, principal) {
      const request = readRequest(STATS_REQUEST, raw);
      const { engine, query } = await resolve(request, principal);
      const answer = await toStatsAnswer(engine, query, options);
      return request.metrics ? toNarrowed(answer, request.metrics) : answer;
    },
    async marginals(raw, principal) {
      const request = readRequest(STATS_REQUEST, raw);
      const asking = await toAsking(principal);
      const [first, ...others] = request.group_by.map((name) =>
        toQuery({ ...request, group_by: [name] }, asking),
      );
      if (!first) throw new TypeError("marginals need a dimension");
      return toMarginalAnswers(toEngine(first), [first, ...others], options);
    },
    async summary(raw, principal) {
      const request = { ...UNGROUPED, ...readRequest(SUMMARY_REQUEST, raw) };
      const { engine, query } = await resolve(request, principal);
      return toSummaryAnswer(engine, query, options);
    },
    async values(raw, principal) {
      const { dimension, ...rest } = readRequest(VALUES_REQUEST, raw);
      const request: StatsRequest = { ...UNGROUPED, ...rest, group_by: [dimension] };
      const { engine, query } = await resolve(request, principal);
      return toValuesAnswer(engine, query, options);
    },
    async schema(raw, principal) {
      const request = { ...UNGROUPED, ...readRequest(SCHEMA_REQUEST, raw), filters: [], days: MAX_DAYS };
      const { engine, query, asking } = await resolve(request, principal);
      return toSchemaAnswer(engine, query, asking, options);
    },
    async projects(principal) {
      return toProjects(await toAsking(principal));
    },
  };
}
