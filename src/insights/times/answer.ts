import * as z from "zod";
import { METRIC_NAMES } from "../../domain/dataset.ts";
import { WEEKDAYS } from "../../stats/group.ts";
import { ANSWER_FIELDS, ESTIMATE, QUERY_FIELDS } from "../answer.ts";
import { GOODS } from "../good.ts";
import { WINDOWS } from "./request.ts";

const clock = z.string().regex(/^\d\d:\d\d$/);
const repeats = z.number().min(0).max(1);
const EVIDENCE = z
  .strictObject({ hour: repeats, weekday: repeats, slot: repeats })
  .describe("Share of the differences seen that comes back from week to week; 0 is no evidence");

const PROFILE = {
  leads: z.number().describe("Leads to expect: a day for a weekday, an hour for an hour"),
  volume_index: ESTIMATE.describe("Leads compared with the average hour or day, 1 is the average"),
  quality_index: ESTIMATE.describe("Share of good leads compared with the whole week, 1 is the average"),
};

const TIMES_WINDOW = z.strictObject({
  by: z.enum(["volume", "quality"]),
  weekdays: z.array(z.enum(WEEKDAYS)),
  from: clock,
  to: clock,
  leads_per_hour: z.number(),
  volume_index: z.number().describe("Leads per hour compared with the average hour of the week"),
  good_rate: z.number().nullable().describe("Share of good leads to expect, at the level of the last days"),
  quality_index: z.number().describe("Share of good leads compared with the whole week"),
  sentence: z.string(),
});

export const TIMES_ANSWER = z.strictObject({
  ...ANSWER_FIELDS,
  query: z.strictObject({
    ...QUERY_FIELDS,
    bucket: z.enum(["30min", "60min"]),
    window: z.enum(WINDOWS),
    metric: z.enum(METRIC_NAMES as [string, ...string[]]),
    good: z.enum(GOODS),
  }),
  history: z.strictObject({
    weeks: z.int().describe("Whole weeks looked at"),
    leads: z.number(),
    leads_per_week: z.number().nullable().describe("To expect next week"),
    good_rate: z.number().nullable().describe("Share of good leads in the last days"),
  }),
  evidence: z.strictObject({ volume: EVIDENCE, quality: EVIDENCE }).nullable(),
  windows: z
    .array(TIMES_WINDOW)
    .describe(
      "Best windows, by volume and by quality apart; none where neither hours nor weekdays differ beyond chance",
    ),
  hours: z.array(z.strictObject({ from: clock, ...PROFILE })),
  weekdays: z.array(z.strictObject({ weekday: z.enum(WEEKDAYS), ...PROFILE })),
  staffing: z
    .array(
      z.strictObject({
        weekday: z.enum(WEEKDAYS),
        expected: z.array(z.number()).describe("Leads in each hour of the day"),
        high: z.array(z.number()).describe("Nine times in ten not more than this"),
      }),
    )
    .describe("Leads to expect in each hour of next week"),
  back_test: z
    .strictObject({
      weeks: z.int().describe("Weeks of the history for which hours were chosen from the weeks before"),
      volume: z.strictObject({
        claimed: z.number().describe("Leads said to fall into the chosen hours, given each week's total"),
        delivered: z.number(),
      }),
      quality: z.strictObject({
        claimed_rate: z.number().nullable().describe("Share of good leads as it was put then"),
        delivered_rate: z.number().nullable(),
        claimed_index: z.number().nullable().describe("Compared with the whole of the same week"),
        delivered_index: z.number().nullable(),
      }),
      plain_rate: z
        .strictObject({ claimed_rate: z.number().nullable(), delivered_rate: z.number().nullable() })
        .describe("The same for as many hours with the highest share so far, as a spreadsheet chooses"),
    })
    .nullable()
    .describe("What the same method would have claimed in past weeks, and what was then delivered"),
});
export type TimesAnswer = z.output<typeof TIMES_ANSWER>;
