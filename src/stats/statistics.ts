import { MAX_DAYS } from "../domain/period.ts";
import type { Principal } from "../domain/principal.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import type { Engine } from "../engine/engine.ts";
import type { Statistics } from "./port.ts";
import { readRequest } from "./read.ts";
import {
  SCHEMA_REQUEST,
  STATS_REQUEST,
  type StatsRequest,
  SUMMARY_REQUEST,
  VALUES_REQUEST,
} from "./request.ts";
import { type Asking, toQuery } from "./resolve.ts";
import { toSchemaAnswer } from "./schema.ts";
import { type AnswerOptions, toStatsAnswer } from "./stats.ts";
import { toSummaryAnswer } from "./summary.ts";
import { toValuesAnswer } from "./values.ts";

export interface StatisticsOptions extends AnswerOptions {
  readonly engine: Engine;
  readonly projects: Pick<ProjectDirectory, "list">;
  readonly reportingTimezone: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const UNGROUPED: Omit<StatsRequest, "filters"> = {
  bucket: "none",
  group_by: [],
  compare: "none",
  order_by: "total",
  limit: 1,
};

/** The statistics core: question in, answer out. Reads only the engine and the project list, never a person. */
export function createStatistics(options: StatisticsOptions): Statistics {
  const { engine } = options;
  const toAsking = async (principal: Principal): Promise<Asking> => ({
    now: Math.floor(options.now() / 1000),
    principal,
    projects: await options.projects.list(),
    reportingTimezone: options.reportingTimezone,
  });

  return {
    async stats(raw, principal) {
      const request = readRequest(STATS_REQUEST, raw);
      return toStatsAnswer(engine, toQuery(request, await toAsking(principal)), options);
    },
    async summary(raw, principal) {
      const request: StatsRequest = { ...UNGROUPED, ...readRequest(SUMMARY_REQUEST, raw) };
      return toSummaryAnswer(engine, toQuery(request, await toAsking(principal)), options);
    },
    async values(raw, principal) {
      const { dimension, ...rest } = readRequest(VALUES_REQUEST, raw);
      const request: StatsRequest = { ...UNGROUPED, ...rest, group_by: [dimension] };
      return toValuesAnswer(engine, toQuery(request, await toAsking(principal)), options);
    },
    async schema(raw, principal) {
      const given = readRequest(SCHEMA_REQUEST, raw);
      const asking = await toAsking(principal);
      const request: StatsRequest = { ...UNGROUPED, ...given, filters: [], days: MAX_DAYS };
      return toSchemaAnswer(engine, toQuery(request, asking), asking, options);
    },
  };
}
