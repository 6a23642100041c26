import { SUMMARY_ANSWER } from "../../stats/answer.ts";
import { SUMMARY_REQUEST } from "../../stats/request.ts";
import { toSummaryText } from "../text/summary-text.ts";
import { createTool } from "../tool.ts";

export const getLeadSummary = createTool({
  name: "get_lead_summary",
  title: "Lead summary",
  description:
    "How a period went (default: the last 7 days): overview, status, headline and key figures against the period before: totals of " +
    "everything received, follow-ups and hot leads, all rates with 95 % intervals, top projects and countries, findings. " +
    "Time series, other breakdowns and other comparisons are in get_lead_stats; names and meanings in describe_data.",
  question: SUMMARY_REQUEST,
  answer: SUMMARY_ANSWER,
  ask: (input, { statistics, principal }) => statistics.summary(input, principal),
  toText: toSummaryText,
});
