import { STATS_ANSWER } from "../../stats/answer.ts";
import { isOpenGroup, STATS_REQUEST } from "../../stats/request.ts";
import { narrowRows } from "../narrow-rows.ts";
import { toLean, toShorter } from "../series.ts";
import { toStatsText } from "../text/stats-text.ts";
import { createTool } from "../tool.ts";
import { CHART_URI } from "../view/address.ts";

/** Groups listed when the caller names no limit: enough for a conversation. */
const LIMIT = 10;
/** Every hour of every weekday; hardly a conversation has room for more. */
const MAX_ROWS = 168;

export const getLeadStats = createTool({
  name: "get_lead_stats",
  title: "Lead statistics",
  description:
    "How many leads: counts and rates (hot, bot, suspicious) per half hour, day, week or month as a time series, or per source, " +
    "channel, campaign, keyword, creative, landing page, CTA, device, country, city, hour or weekday as a breakdown " +
    "(one or two together); filtered, ranked, compared side by side or with the period before. Also lists a dimension's " +
    "values. Rows add up to the totals; groups beyond the limit are summed as (other). " +
    "A whole period at a glance is in get_lead_summary; names and meanings in describe_data.",
  question: STATS_REQUEST,
  overrides: {
    limit: { default: LIMIT },
    metrics: {
      minItems: undefined,
      maxItems: undefined,
      items: { type: "string" },
      description: "Counts and rates per row; default: the counts",
    },
  },
  hidden: ["max_rows"],
  answer: STATS_ANSWER,
  // With a comparison every row comes twice.
  defaults: ({ compare = "none" }) => ({
    limit: LIMIT,
    max_rows: compare === "none" ? MAX_ROWS : MAX_ROWS / 2,
  }),
  view: CHART_URI,
  ask: async (input, { statistics, principal }) => narrowRows(await statistics.stats(input, principal)),
  listing: {
    limit: "max_rows",
    count: ({ query, rows }) => (query.group_by.some(isOpenGroup) ? rows.length : 0),
    toLean,
    toShorter,
  },
  toText: toStatsText,
});
