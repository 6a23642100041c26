import { RULE_VERSION, toFindings } from "./detectors.ts";
import { type Engagement, toEngagement } from "./engagement.ts";
import type { Facts } from "./facts.ts";
import type { Finding } from "./finding.ts";
import { type Scores, toScores } from "./score.ts";
import { type Touch, toTouch } from "./touch.ts";

/** Everything computed about a submission; pure, and the same whenever it is computed again. */
export interface Assessment {
  readonly findings: readonly Finding[];
  readonly scores: Scores;
  readonly engagement: Engagement;
  readonly touch: Touch;
  readonly ruleVersion: string;
}

/** Judges a submission by its facts. */
export function toAssessment(facts: Facts): Assessment {
  const findings = toFindings(facts);
  return {
    findings,
    scores: toScores(findings),
    engagement: toEngagement(facts.submission.numbers),
    touch: toTouch(facts.submission),
    ruleVersion: RULE_VERSION,
  };
}

/** The assessment with what was found out later. */
export function addFindings(assessment: Assessment, found: readonly Finding[]): Assessment {
  if (found.length === 0) return assessment;
  const findings = [...assessment.findings, ...found];
  return { ...assessment, findings, scores: toScores(findings) };
}

/** The findings as the record explains them. */
export function toReasonsJson(findings: readonly Finding[]): string {
  return JSON.stringify(
    findings.map(({ code, points, vpnPoints }) => ({
      code,
      points,
      ...(vpnPoints && { vpn_points: vpnPoints }),
    })),
  );
}
