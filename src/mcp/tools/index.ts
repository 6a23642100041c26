import type { Tool } from "../tool.ts";
import { auditLeadQuality } from "./audit-lead-quality.ts";
import { describeData } from "./describe-data.ts";
import { detectAnomalies } from "./detect-anomalies.ts";
import { explainChange } from "./explain-change.ts";
import { findBestTimes } from "./find-best-times.ts";
import { forecastLeads } from "./forecast-leads.ts";
import { getLeadStats } from "./get-lead-stats.ts";
import { getLeadSummary } from "./get-lead-summary.ts";
import { rankFocusAreas } from "./rank-focus-areas.ts";

/** The catalog, in the order clients list it; a stable order keeps prompt caches warm. */
export const TOOLS: readonly Tool[] = [
  describeData,
  getLeadSummary,
  getLeadStats,
  rankFocusAreas,
  findBestTimes,
  explainChange,
  auditLeadQuality,
  detectAnomalies,
  forecastLeads,
];
