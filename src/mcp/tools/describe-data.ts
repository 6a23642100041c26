import { SCHEMA_ANSWER } from "../../stats/answer.ts";
import { SCHEMA_REQUEST } from "../../stats/request.ts";
import { toSchemaText } from "../text/schema-text.ts";
import { createTool } from "../tool.ts";

export const describeData = createTool({
  name: "describe_data",
  title: "Describe the lead data",
  description:
    "What can be asked: today's date and the reporting zone, the projects this key may see, since when there are events, " +
    "and every dimension, metric, rate, bucket and filter operator with its meaning. " +
    "Counts of leads are in get_lead_summary and get_lead_stats.",
  question: SCHEMA_REQUEST,
  answer: SCHEMA_ANSWER,
  ask: (input, { statistics, principal }) => statistics.schema(input, principal),
  toText: toSchemaText,
});
