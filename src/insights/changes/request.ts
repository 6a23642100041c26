import * as z from "zod";
import {
  DIMENSION_NAMES,
  type Dimension,
  METRIC_NAMES,
  type Metric,
  RATE_NAMES,
  type Rate,
} from "../../domain/dataset.ts";
import { FILTERS_FIELD } from "../../stats/request.ts";
import { toPeriodFields } from "../period/fields.ts";

export const CHANGES_DAYS = 7;
/** Two statements answer for two dimensions, and six is the most an insight may cost. */
const MAX_DIMENSIONS = 6;
/** Looked at unless the question names others; one that a filter pins to a single value is skipped. */
const USUAL: readonly Dimension[] = [
  "project",
  "source",
  "utm_campaign",
  "device",
  "country",
  "landing_page",
  "cta",
  "city",
];

/** Why did it go up or down? */
export const CHANGES_REQUEST = z.strictObject({
  ...toPeriodFields(CHANGES_DAYS),
  metric: z
    .enum([...METRIC_NAMES, ...RATE_NAMES] as [Metric | Rate, ...(Metric | Rate)[]])
    .default("primary")
    .describe("Count or rate whose change is taken apart"),
  compare: z
    .enum(["previous", "previous_weekday_aligned"])
    .default("previous_weekday_aligned")
    .describe("Compare with the days before, or with the same weekdays before"),
  group_by: z
    .array(z.enum(DIMENSION_NAMES as [Dimension, ...Dimension[]]))
    .max(MAX_DIMENSIONS)
    .default([])
    .describe("Dimensions to look at; the usual ones when none are named"),
  filters: FILTERS_FIELD,
  limit: z
    .int()
    .min(1)
    .max(50)
    .default(5)
    .describe("Values listed per dimension, largest contribution first"),
});
export type ChangesRequest = z.output<typeof CHANGES_REQUEST>;

/** The dimensions of a question. */
export function toDimensions({ group_by, filters }: ChangesRequest): Dimension[] {
  if (group_by.length > 0) return [...new Set(group_by)];
  const pinned = filters.flatMap(({ dimension, operator, values }) =>
    operator === "is" && values.length === 1 ? [dimension] : [],
  );
  return USUAL.filter((name) => !pinned.includes(name)).slice(0, MAX_DIMENSIONS);
}
