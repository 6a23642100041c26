import * as z from "zod";
import { DIMENSION_NAMES } from "../../domain/dataset.ts";
import { FILTERS_FIELD } from "../../stats/request.ts";
import { GOODS } from "../good.ts";
import { toPeriodFields } from "../period/fields.ts";

export const FOCUS_DAYS = 28;
/** Segments asked for; smaller ones are part of "elsewhere". */
export const MAX_SEGMENTS = 50;

/** Where does attention pay off? Segments of one or two dimensions, by expected good leads gained. */
export const FOCUS_REQUEST = z.strictObject({
  ...toPeriodFields(FOCUS_DAYS),
  group_by: z
    .array(z.enum(DIMENSION_NAMES as [(typeof DIMENSION_NAMES)[number]]))
    .min(1)
    .max(2)
    .default(["source"])
    .describe("Dimension, or pair of dimensions, whose values are ranked"),
  good: z
    .enum(GOODS)
    .default("not_suspicious")
    .describe("A good lead: primary and not suspicious, or in the Hot or Very Hot band"),
  filters: FILTERS_FIELD,
  limit: z
    .int()
    .min(1)
    .max(MAX_SEGMENTS)
    .default(10)
    .describe("Segments listed, largest expected gain first"),
});
export type FocusRequest = z.output<typeof FOCUS_REQUEST>;
