import * as z from "zod";
import { DIMENSION_NAMES, METRIC_NAMES, RATE_NAMES } from "../../domain/dataset.ts";
import { VERDICTS } from "../../stats/answer.ts";
import { ANSWER_FIELDS, LABELS, MOMENT, QUERY_FIELDS } from "../answer.ts";

const dimension = z.enum(DIMENSION_NAMES as [string, ...string[]]);
const contribution = z
  .number()
  .describe("Part of the change; the values of a dimension and its rest sum to it");

const CHANGED_VALUE = z.strictObject({
  labels: LABELS,
  before: z.number().nullable(),
  now: z.number().nullable(),
  contribution,
  mix: z.number().describe("Of a rate: the part that comes from more or less of the whole being this value"),
  rate: z.number().describe("Of a rate: the part that comes from its own rate; of a count all of it"),
  share_of_change: z
    .number()
    .nullable()
    .describe("contribution / change; beyond 1 or below 0 when others moved against it"),
  chance: z.number().describe("Chance of a shift like this when nothing about the value changed"),
  is_clear: z.boolean().describe("Moved by more than chance; at most one in ten of these wrongly"),
});

const CHANGED_DIMENSION = z.strictObject({
  dimension,
  surprise: z
    .number()
    .describe("How surprising the values are that moved together with the change; 0 is not at all"),
  explanation: z.array(LABELS).describe("The few values that moved together with the change"),
  values: z.array(CHANGED_VALUE),
  rest: z.number().describe("Contribution of all values not listed"),
});

export const CHANGES_ANSWER = z.strictObject({
  ...ANSWER_FIELDS,
  query: z.strictObject({
    ...QUERY_FIELDS,
    metric: z.enum([...METRIC_NAMES, ...RATE_NAMES] as [string, ...string[]]),
    compare: z.enum(["previous", "previous_weekday_aligned"]),
    group_by: z.array(dimension),
    limit: z.int(),
  }),
  overall: z
    .strictObject({
      from: MOMENT.describe("First whole day looked at"),
      before_from: MOMENT.describe("First day it is compared with"),
      days: z.int().describe("Whole days on each side; a day under way is left out on both"),
      before: z.number().nullable(),
      now: z.number().nullable(),
      change: z.number().nullable(),
      percent: z.number().nullable().describe("Of a count; null when there was nothing before"),
      verdict: z.enum(VERDICTS),
    })
    .nullable(),
  dimensions: z.array(CHANGED_DIMENSION).describe("Most surprising first"),
});
export type ChangesAnswer = z.output<typeof CHANGES_ANSWER>;
