import * as z from "zod";
import { DIMENSION_NAMES, EVENT_TYPES } from "../../domain/dataset.ts";
import { ANSWER_FIELDS, ESTIMATE, LABELS, QUERY_FIELDS } from "../answer.ts";
import { FLAW_NAMES } from "./flaws.ts";

const count = z.number().nonnegative();
const flaw = z.enum(FLAW_NAMES);

const QUALITY_FACT = z.strictObject({
  flaw,
  labels: LABELS,
  count: count.describe("Events with the flaw"),
  of: count.describe("Events looked at"),
  share: ESTIMATE.describe("Share to expect, drawn towards other values where counts are small"),
  elsewhere: z.number().describe("Share everywhere else"),
  excess: count.describe("Flawed events beyond what elsewhere would have brought, at the interval's low end"),
  sentence: z.string(),
  fix: z.string(),
});
export type QualityFact = z.output<typeof QUALITY_FACT>;

export const QUALITY_ANSWER = z.strictObject({
  ...ANSWER_FIELDS,
  query: z.strictObject({
    ...QUERY_FIELDS,
    group_by: z.array(z.enum(DIMENSION_NAMES as [string, ...string[]])),
    limit: z.int(),
  }),
  overall: z.strictObject({
    total: count,
    primary: count,
    excluded: z
      .record(z.enum(EVENT_TYPES).exclude(["primary"]), count)
      .describe("Not counted as primary leads, by type"),
    shares: z.array(
      z.strictObject({ flaw, meaning: z.string(), count, of: count, share: ESTIMATE.nullable() }),
    ),
  }),
  rules: z
    .array(
      z.strictObject({
        rule: z.string().describe("Reason code, or a threshold that can be applied"),
        is_applied: z.boolean().describe("Primary leads already leave these out"),
        count,
        primary_with: z.number().describe("Primary leads when the rule applies"),
        primary_without: z.number(),
      }),
    )
    .describe("What each rule takes out of the primary leads"),
  facts: z.array(QUALITY_FACT).describe("Values with more of a flaw than elsewhere, largest excess first"),
});
export type QualityAnswer = z.output<typeof QUALITY_ANSWER>;
