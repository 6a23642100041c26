import { RULE_VERSION, toFindings, toSuspicionScore } from "./detectors.ts";
import { type Engagement, toEngagement } from "./engagement.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { type Touch, toTouch } from "./touch.ts";

/** Everything computed about a submission; pure, and the same whenever it is computed again. */
export interface Assessment {
  readonly findings: readonly Finding[];
  readonly suspicionScore: number;
  readonly vpnScore: number;
  readonly vpnSuspected: boolean;
  readonly engagement: Engagement;
  readonly touch: Touch;
  readonly ruleVersion: string;
}

/** Judges a submission by its facts. */
export function toAssessment(facts: Facts): Assessment {
  const { numbers } = facts.submission;
  const findings = toFindings(facts);
  return {
    findings,
    suspicionScore: toSuspicionScore(findings),
    vpnScore: 0,
    vpnSuspected: false,
    engagement: toEngagement({
      timeOnPageS: numbers.time_on_page_s,
      scrollDepthPct: numbers.scroll_depth_pct,
      clicks: numbers.clicks,
      visitCount: numbers.visit_count,
    }),
    touch: toTouch(facts.submission),
    ruleVersion: RULE_VERSION,
  };
}
