import * as z from "zod";
import { METRIC_NAMES } from "../../domain/dataset.ts";
import { ANSWER_FIELDS, QUERY_FIELDS } from "../answer.ts";

const HORIZON = z.strictObject({
  horizon: z.enum(["day", "week", "month"]),
  from: z.iso.date().describe("First day"),
  to: z.iso.date().describe("Last day, included"),
  expected: z.number(),
  low: z.number(),
  high: z.number(),
  back_test: z
    .strictObject({
      origins: z.int().describe("Times the same forecast could be checked within the history"),
      within: z.int().describe("Of these, outcomes inside the interval"),
      error_ratio: z
        .number()
        .nullable()
        .describe("Mean error ÷ mean error of repeating the last week; below 1 is better"),
    })
    .describe("How the same method did on the history itself, knowing only what came before"),
});

export const FORECAST_ANSWER = z.strictObject({
  ...ANSWER_FIELDS,
  query: z.strictObject({ ...QUERY_FIELDS, metric: z.enum(METRIC_NAMES as [string, ...string[]]) }),
  history: z.strictObject({
    days: z.int().describe("Whole days the forecast rests on"),
    total: z.number(),
    per_day: z.number().nullable(),
    dispersion: z
      .number()
      .nullable()
      .describe("Variance ÷ mean of a day, around what was to be expected of it"),
  }),
  weekday_factors: z
    .array(z.number())
    .describe("What each weekday brings compared with the average day, Monday first; empty without data"),
  horizons: z.array(HORIZON),
});
export type ForecastAnswer = z.output<typeof FORECAST_ANSWER>;
