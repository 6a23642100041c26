import * as z from "zod";
import { DIMENSION_NAMES } from "../domain/dataset.ts";
import { QUALITY } from "../stats/answer.ts";
import { FILTER } from "../stats/request.ts";

/** What the answers of all insights share. */

export const MOMENT = z.iso.datetime({ offset: true });

/** How a number was arrived at, so that it can be judged and repeated. */
export const METHOD = z.strictObject({
  name: z.string(),
  sentence: z.string().describe("What is done, in short"),
  minimum: z.string().describe("Data below which nothing is claimed"),
  interval: z.number().describe("Probability that an interval holds the truth"),
  reference: z.string(),
  statements: z.int().describe("Most Analytics Engine statements one question costs"),
});
export type Method = z.output<typeof METHOD>;

/** An estimate with its interval; the level is the method's. */
export const ESTIMATE = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

const STATUS = z.enum(["ok", "not_enough_data"]);

export const QUERY_FIELDS = {
  from: MOMENT.describe("First moment looked at"),
  to: MOMENT.describe("First moment no longer looked at"),
  timezone: z.string(),
  filters: z.array(FILTER),
};

/** The label a segment has in each dimension it was formed by. */
export const LABELS = z
  .strictObject(Object.fromEntries(DIMENSION_NAMES.map((name) => [name, z.string().optional()])))
  .describe("What the segment is called, by dimension");

/** Fields every insight answers with. */
export const ANSWER_FIELDS = {
  headline: z.string().describe("The answer in one sentence; its numbers are computed"),
  status: STATUS,
  reason: z.string().nullable().describe("What is missing, when there is not enough data"),
  method: METHOD,
  quality: QUALITY,
  link: z.string().describe("The same question as a REST address"),
};
