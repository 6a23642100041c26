import type * as z from "zod";
import type { ProblemCode } from "../domain/errors.ts";
import { SCHEMA_REQUEST, STATS_REQUEST, SUMMARY_REQUEST, VALUES_REQUEST } from "../stats/request.ts";
import { toParameters } from "./openapi-parameters.ts";
import { toSecuredResponses } from "./openapi-problem.ts";
import { toJsonContent } from "./openapi-schemas.ts";
import { type JsonObject, READER_KEY, type Route, type Sample } from "./openapi-types.ts";

const PROBLEMS: readonly ProblemCode[] = [
  "invalid_parameter",
  "too_many_cells",
  "rate_limited",
  "statistics_unavailable",
];
const READER = '-H "Authorization: Bearer $KEY"';

interface QuestionWords {
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly request: z.ZodObject;
  /** Name of the answer's schema. */
  readonly answer: string;
  /** What a row is, when the answer can be had as CSV. */
  readonly csv?: string;
  readonly samples: readonly Omit<Sample, "options">[];
}

/** A question as an operation of the document; the insights are described by this too. */
export function toQuestionRoute(words: QuestionWords): Route {
  const { path, operationId, summary, description, request, answer, csv } = words;
  return {
    method: "get",
    path,
    operation: {
      operationId,
      summary,
      description,
      tags: ["Statistics"],
      security: READER_KEY,
      parameters: toParameters(request, { csv: csv !== undefined }),
      responses: {
        200: {
          description: "The answer",
          headers: { ...RATE_HEADER, ...(csv === undefined ? {} : FILE_NAME_HEADER) },
          content: { ...toJsonContent(answer), ...(csv === undefined ? {} : toCsvContent(csv)) },
        },
        302: {
          description:
            "To a browser that follows the link without a key: the dashboard at `/`, with as much of the question as it knows",
        },
        ...toSecuredResponses(PROBLEMS),
      },
    },
    samples: words.samples.map((sample) => ({ options: READER, ...sample })),
  };
}

const RATE_HEADER: JsonObject = {
  "RateLimit-Policy": { description: "How often this key may ask", schema: { type: "string" } },
};
const FILE_NAME_HEADER: JsonObject = {
  "Content-Disposition": {
    description: "Name of a saved file: what it holds, first and last day",
    schema: { type: "string" },
  },
};

function toCsvContent(rows: string): JsonObject {
  return {
    "text/csv": {
      schema: { type: "string", description: `RFC 4180, one row per ${rows}` },
    },
  };
}

/** The statistics questions. */
export function listStatsRoutes(): Route[] {
  return [
    toQuestionRoute({
      path: "/analytics/lead-stats",
      operationId: "getLeadStats",
      summary: "Count leads by time, by any dimension, or both",
      description:
        "Rows add up to `totals`; groups that are not listed are summed as `(other)`; empty buckets are there with zeros.",
      request: STATS_REQUEST,
      answer: "StatsAnswer",
      csv: "bucket and group; the earlier rows of a comparison follow",
      samples: [
        { label: "Real leads per day", address: "/analytics/lead-stats?days=7&type=primary" },
        {
          label: "Which source has a bot problem",
          address: "/analytics/lead-stats?group_by=source&order_by=bot_rate&days=28",
        },
        {
          label: "Campaigns for a spreadsheet",
          address: "/analytics/lead-stats?group_by=utm_campaign&period=last_month&format=csv&bom=1",
        },
      ],
    }),
    toQuestionRoute({
      path: "/analytics/lead-stats/summary",
      operationId: "getLeadSummary",
      summary: "The KPIs of a period against the same elapsed part of the period before",
      description: "Of the last seven days, when no period is given.",
      request: SUMMARY_REQUEST,
      answer: "SummaryAnswer",
      csv: "KPI",
      samples: [
        { label: "How is this week going", address: "/analytics/lead-stats/summary?period=this_week" },
      ],
    }),
    toQuestionRoute({
      path: "/analytics/lead-stats/values",
      operationId: "listValues",
      summary: "The most frequent values of a dimension",
      description: "To find out how a value is spelt before filtering for it.",
      request: VALUES_REQUEST,
      answer: "ValuesAnswer",
      csv: "value",
      samples: [
        {
          label: "Campaigns there are",
          address: "/analytics/lead-stats/values?dimension=utm_campaign&days=90",
        },
      ],
    }),
    toQuestionRoute({
      path: "/analytics/lead-stats/schema",
      operationId: "describeData",
      summary: "What can be asked: dimensions, metrics, projects, and how far the data reaches",
      description: "Lists only the projects that the key may see.",
      request: SCHEMA_REQUEST,
      answer: "SchemaAnswer",
      samples: [{ label: "Everything there is to ask about", address: "/analytics/lead-stats/schema" }],
    }),
  ];
}
