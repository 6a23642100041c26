import { INSIGHTS } from "../../insights/catalog.ts";
import { toAuditText } from "../text/audit-text.ts";
import { createTool } from "../tool.ts";

export const auditLeadQuality = createTool({
  name: "audit_lead_quality",
  title: "Lead quality audit",
  description:
    "What is wrong with submissions and where it comes from: shares of bots, blocked, suspicious, VPN and repeated leads; " +
    "sources, campaigns or pages with more fraud or spam than elsewhere; what each filter rule leaves out; a fix for each. " +
    "Where to spend is in rank_focus_areas, what drove a rise in explain_change.",
  question: INSIGHTS.quality.request,
  answer: INSIGHTS.quality.answer,
  ask: (input, { insights, principal }) => insights.quality(input, principal),
  toText: toAuditText,
});
