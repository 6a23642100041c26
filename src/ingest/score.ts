import type { Finding } from "./finding.ts";

/** From this VPN score on a VPN is suspected. */
const VPN_FROM_SCORE = 50;

export interface Scores {
  /** 0–100. */
  readonly suspicion: number;
  /** 0–100. */
  readonly vpn: number;
  readonly vpnSuspected: boolean;
}

/** Suspicion and VPN scores: the findings' points together, each at most 100. */
export function toScores(findings: readonly Finding[]): Scores {
  const sum = (points: (finding: Finding) => number) =>
    Math.min(
      100,
      findings.reduce((total, finding) => total + points(finding), 0),
    );
  const vpn = sum((finding) => finding.vpnPoints ?? 0);
  return { suspicion: sum((finding) => finding.points), vpn, vpnSuspected: vpn >= VPN_FROM_SCORE };
}
