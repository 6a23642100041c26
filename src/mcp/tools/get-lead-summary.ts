import { SUMMARY_ANSWER } from "../../stats/answer.ts";
import { SUMMARY_REQUEST } from "../../stats/request.ts";
import { CONCISE } from "../concise.ts";
import { toSummaryText } from "../text/summary-text.ts";
import { createTool } from "../tool.ts";

export const getLeadSummary = createTool({
  name: "get_lead_summary",
  title: "Lead summary",
  description:
    "Key figures of a period (default: the last 7 days) against the same elapsed part of the period before: all counts, " +
    "all rates with 95 % intervals, top projects and countries, findings, data quality. " +
    "Time series, other breakdowns and other comparisons are in get_lead_stats; names and meanings in describe_data.",
  question: SUMMARY_REQUEST,
  overrides: CONCISE,
  answer: SUMMARY_ANSWER,
  ask: (input, { statistics, principal }) => statistics.summary(input, principal),
  toText: toSummaryText,
});
