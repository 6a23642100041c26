import { STATS_ANSWER } from "../../stats/answer.ts";
import { STATS_REQUEST } from "../../stats/request.ts";
import { CONCISE } from "../concise.ts";
import { toStatsText } from "../text/stats-text.ts";
import { createTool } from "../tool.ts";

/** Groups listed when the caller names no limit: enough for a conversation. */
const LIMIT = 10;

export const getLeadStats = createTool({
  name: "get_lead_stats",
  title: "Lead statistics",
  description:
    "Lead counts and rates per time bucket, per group or both, filtered on any dimension, ranked, optionally against the " +
    "period before. Returns totals, rows that add up to them (groups beyond the limit are summed as (other)) and data " +
    "quality. Grouping by a dimension without buckets also lists its values. " +
    "The overview of a period is in get_lead_summary; names and meanings in describe_data.",
  question: STATS_REQUEST,
  overrides: { ...CONCISE, limit: { default: LIMIT } },
  answer: STATS_ANSWER,
  defaults: () => ({ limit: LIMIT }),
  ask: (input, { statistics, principal }) => statistics.stats(input, principal),
  toText: toStatsText,
});
