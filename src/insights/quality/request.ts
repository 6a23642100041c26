import * as z from "zod";
import { DIMENSION_NAMES } from "../../domain/dataset.ts";
import { FILTERS_FIELD } from "../../stats/request.ts";
import { toPeriodFields } from "../period/fields.ts";

export const QUALITY_DAYS = 28;

/** What is wrong with submissions, where they come from, and what to do first. */
export const QUALITY_REQUEST = z.strictObject({
  ...toPeriodFields(QUALITY_DAYS),
  group_by: z
    .array(z.enum(DIMENSION_NAMES as [(typeof DIMENSION_NAMES)[number]]))
    .min(1)
    .max(4)
    .default(["source", "utm_campaign", "referer"])
    .describe("Dimensions whose values are looked at, each on its own"),
  filters: FILTERS_FIELD,
  limit: z.int().min(1).max(50).default(10).describe("Facts listed, largest excess first"),
});
export type QualityRequest = z.output<typeof QUALITY_REQUEST>;
