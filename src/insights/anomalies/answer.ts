import * as z from "zod";
import { DIMENSION_NAMES, METRIC_NAMES } from "../../domain/dataset.ts";
import { ANSWER_FIELDS, ESTIMATE, LABELS, MOMENT, QUERY_FIELDS } from "../answer.ts";

const KINDS = ["volume", "bot_share", "suspicious_share", "drought"] as const;
export type Kind = (typeof KINDS)[number];

const ANOMALY = z.strictObject({
  kind: z.enum(KINDS),
  labels: LABELS.nullable().describe("The segment; null for everything"),
  from: MOMENT,
  to: MOMENT.nullable().describe("null: still going on; of a silence that outlasts a past period, its end"),
  direction: z.enum(["up", "down"]),
  observed: z.number(),
  of: z.number().nullable().describe("For a share, the events it is of"),
  expected: ESTIMATE.describe("What was to be expected; a share where `of` is given"),
  chance: z.number().describe("Chance of this or more on such days or in such a gap, without any cause"),
  sentence: z.string(),
});
export type Anomaly = z.output<typeof ANOMALY>;

export const ANOMALIES_ANSWER = z.strictObject({
  ...ANSWER_FIELDS,
  query: z.strictObject({
    ...QUERY_FIELDS,
    metric: z.enum(METRIC_NAMES as [string, ...string[]]),
    group_by: z.array(z.enum(DIMENSION_NAMES as [string, ...string[]])),
    limit: z.int(),
  }),
  watched: z.strictObject({
    days: z.int().describe("Days of the period that could be judged, by count or by share"),
    history_days: z.int().describe("Whole days before the period"),
    segments: z.int().describe("Values whose days were judged besides everything"),
    silence_segments: z.int().describe("Of these, so many whose silences were judged too"),
    silence: z
      .strictObject({
        since: MOMENT.nullable().describe("End of the last hour with a lead"),
        hours: z.number(),
        alarm_after_hours: z
          .number()
          .nullable()
          .describe("Hours without a lead, from the last one, that would be unusual; null beyond two weeks"),
      })
      .nullable()
      .describe("How long everything has been silent; null when it cannot be judged or the period is over"),
  }),
  anomalies: z.array(ANOMALY),
});
export type AnomaliesAnswer = z.output<typeof ANOMALIES_ANSWER>;
