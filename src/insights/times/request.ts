import * as z from "zod";
import { METRIC_NAMES, type Metric } from "../../domain/dataset.ts";
import { FILTERS_FIELD } from "../../stats/request.ts";
import { GOODS } from "../good.ts";
import { toPeriodFields } from "../period/fields.ts";

/** Eight whole weeks whatever the weekday, today left out. */
export const TIMES_DAYS = 63;
export const WINDOWS = ["1h", "2h", "3h", "4h", "6h", "8h", "12h"] as const;

/** When do leads come, when are they good, and how many people does that take? */
export const TIMES_REQUEST = z.strictObject({
  ...toPeriodFields(TIMES_DAYS),
  bucket: z.enum(["30min", "60min"]).default("60min").describe("Length of a slot of the day"),
  window: z.enum(WINDOWS).default("3h").describe("Length of a recommended window"),
  metric: z
    .enum(METRIC_NAMES as [Metric, ...Metric[]])
    .default("primary")
    .describe("What is counted for volume and staffing"),
  good: z
    .enum(GOODS)
    .default("not_suspicious")
    .describe("A good lead: primary and not suspicious, or in the Hot or Very Hot band"),
  filters: FILTERS_FIELD,
});
export type TimesRequest = z.output<typeof TIMES_REQUEST>;
