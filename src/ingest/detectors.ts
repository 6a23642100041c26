import { detectFastSubmit } from "./detectors/fast-submit.ts";
import { detectHoneypot } from "./detectors/honeypot.ts";
import { detectLinkInName, detectManyLinks } from "./detectors/links.ts";
import { detectUnreadablePhone } from "./detectors/unreadable-phone.ts";
import type { Facts } from "./facts.ts";
import type { Detector, Finding } from "./finding.ts";

/** Changes whenever a detector or its points change; stored with every submission. */
export const RULE_VERSION = "2026-11-22";

/** Every detector, in the order in which one of them may name the reason. */
export const DETECTORS: readonly Detector[] = [
  detectHoneypot,
  detectFastSubmit,
  detectLinkInName,
  detectManyLinks,
  detectUnreadablePhone,
];

/** What the detectors found, in their order. */
export function toFindings(facts: Facts, detectors: readonly Detector[] = DETECTORS): Finding[] {
  return detectors.flatMap((detect) => detect(facts) ?? []);
}

/** Suspicion of a submission, 0–100: the findings' points together, at most 100. */
export function toSuspicionScore(findings: readonly Finding[]): number {
  return Math.min(
    100,
    findings.reduce((sum, finding) => sum + finding.points, 0),
  );
}
