import type { Tool } from "../tool.ts";
import { describeData } from "./describe-data.ts";
import { getLeadStats } from "./get-lead-stats.ts";
import { getLeadSummary } from "./get-lead-summary.ts";

/** The catalog, in the order clients list it; a stable order keeps prompt caches warm. */
export const TOOLS: readonly Tool[] = [describeData, getLeadSummary, getLeadStats];
