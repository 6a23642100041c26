import * as z from "zod";
import { METRIC_NAMES, type Metric } from "../../domain/dataset.ts";
import { FILTERS_FIELD } from "../../stats/request.ts";
import { toPeriodFields } from "../period/fields.ts";

export const FORECAST_DAYS = 84;

/** How many leads to expect next, from the history of a period that ends now. */
export const FORECAST_REQUEST = z.strictObject({
  ...toPeriodFields(FORECAST_DAYS),
  metric: z
    .enum(METRIC_NAMES as [Metric, ...Metric[]])
    .default("primary")
    .describe("What is forecast"),
  filters: FILTERS_FIELD,
});
export type ForecastRequest = z.output<typeof FORECAST_REQUEST>;
