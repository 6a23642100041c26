import * as z from "zod";
import { DIMENSION_NAMES, METRIC_NAMES, type Metric } from "../../domain/dataset.ts";
import { FILTERS_FIELD } from "../../stats/request.ts";
import { toPeriodFields } from "../period/fields.ts";

export const ANOMALY_DAYS = 7;

/** What was unusual in a period, told from the weeks before it. */
export const ANOMALIES_REQUEST = z.strictObject({
  ...toPeriodFields(ANOMALY_DAYS),
  metric: z
    .enum(METRIC_NAMES as [Metric, ...Metric[]])
    .default("primary")
    .describe("What is counted for volume and silence"),
  group_by: z
    .array(z.enum(DIMENSION_NAMES as [(typeof DIMENSION_NAMES)[number]]))
    .max(1)
    .default(["project"])
    .describe("Dimension whose values are watched besides the whole"),
  filters: FILTERS_FIELD,
  limit: z.int().min(1).max(50).default(10).describe("Anomalies listed, least likely first"),
});
export type AnomaliesRequest = z.output<typeof ANOMALIES_REQUEST>;
