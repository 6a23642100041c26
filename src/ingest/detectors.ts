import { detectBotScore } from "./detectors/bot-score.ts";
import { detectDisposableEmail } from "./detectors/disposable-email.ts";
import { detectFastSubmit } from "./detectors/fast-submit.ts";
import { detectFormToken } from "./detectors/form-token.ts";
import { detectHoneypot } from "./detectors/honeypot.ts";
import { detectKnownBot, detectNoUserAgent } from "./detectors/known-bot.ts";
import { detectLinkInName, detectManyLinks } from "./detectors/links.ts";
import { detectNetwork } from "./detectors/network.ts";
import { detectTurnstile } from "./detectors/turnstile.ts";
import { detectUnreadablePhone } from "./detectors/unreadable-phone.ts";
import { detectZoneMismatch } from "./detectors/zone-mismatch.ts";
import type { Facts } from "./facts.ts";
import type { Detector, Finding } from "./finding.ts";

/** Changes whenever a detector or its points change; stored with every submission. */
export const RULE_VERSION = "2026-11-23";

/** Every detector that needs no database, in the order in which one of them may name the reason. */
export const DETECTORS: readonly Detector[] = [
  detectHoneypot,
  detectFormToken,
  detectTurnstile,
  detectKnownBot,
  detectNoUserAgent,
  detectBotScore,
  detectNetwork,
  detectZoneMismatch,
  detectDisposableEmail,
  detectFastSubmit,
  detectLinkInName,
  detectManyLinks,
  detectUnreadablePhone,
];

/** What the detectors found, in their order. */
export function toFindings(facts: Facts): Finding[] {
  const findings: Finding[] = [];
  for (const detect of DETECTORS) {
    const finding = detect(facts);
    if (finding) findings.push(finding);
  }
  return findings;
}
