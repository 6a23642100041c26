import * as z from "zod";
import { DIMENSION_NAMES } from "../../domain/dataset.ts";
import { ANSWER_FIELDS, ESTIMATE, LABELS, QUERY_FIELDS } from "../answer.ts";
import { GOODS } from "../good.ts";

const count = z.number().nonnegative();

export const SEGMENT = z.strictObject({
  rank: z.int(),
  labels: LABELS,
  submissions: count.describe("Primary, bot and blocked submissions: everything new that arrived"),
  good: count.describe("Good leads among them"),
  raw_rate: z.number().nullable().describe("good / submissions as counted"),
  rate: ESTIMATE.describe(
    "Share of good leads to expect, drawn towards the other segments where counts are small",
  ),
  elsewhere_rate: z.number().describe("Share of good leads in everything outside the segment"),
  volume_per_day: ESTIMATE.describe("Submissions a day to expect"),
  expected_gain: ESTIMATE.describe(
    "Good leads a week gained if a fifth of the smaller volume, its own or that elsewhere, had the better of the two " +
      "rates: by moving so much from the worse to the better where that can be moved, or by repairing so much",
  ),
  confidence: z.number().describe("Probability that its rate lies on the stated side of elsewhere_rate"),
  verdict: z
    .enum(["scale", "fix", "watch", "ordinary", "not_enough_data"])
    .describe("ordinary: differs from elsewhere only because of the segments with the opposite verdict"),
  reason: z.string(),
});
export type FocusSegment = z.output<typeof SEGMENT>;

export const FOCUS_ANSWER = z.strictObject({
  ...ANSWER_FIELDS,
  query: z.strictObject({
    ...QUERY_FIELDS,
    group_by: z.array(z.enum(DIMENSION_NAMES as [string, ...string[]])),
    good: z.enum(GOODS),
    limit: z.int(),
  }),
  overall: z.strictObject({
    submissions: count,
    good: count,
    rate: z.number().nullable(),
    days: count.describe("Days counted, so far"),
    segments: count.describe("Segments compared"),
    too_small: count.describe("Of these, segments with too little data for a verdict"),
  }),
  segments: z.array(SEGMENT).describe("Those to scale or fix first, each part by gain"),
});
export type FocusAnswer = z.output<typeof FOCUS_ANSWER>;
