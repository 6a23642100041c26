import type { EventType } from "../domain/dataset.ts";
import type { Finding } from "./finding.ts";

/** The lists a sender may be on. */
export interface Listed {
  readonly blocked: boolean;
  readonly test: boolean;
}

export interface Verdict {
  readonly eventType: EventType;
  readonly reason: string;
}

/** Verdicts that only the identity decides; the database picks one of the two. */
export const PRIMARY: Verdict = { eventType: "primary", reason: "new_identity" };
export const FOLLOW_UP: Verdict = { eventType: "follow_up", reason: "identity_match" };

/**
 * What a submission is, as far as it does not depend on who was known before: blocked, else test, else bot, else
 * `undefined`, which means a real person.
 */
export function classify(
  listed: Listed,
  findings: readonly Finding[],
  options: {
    readonly isTestKey: boolean;
    readonly botDetection: boolean;
    /** A rule of the project blocks it. */
    readonly byRule: boolean;
  },
): Verdict | undefined {
  if (listed.blocked) return { eventType: "blocked", reason: "ip_blocked" };
  if (options.byRule) return { eventType: "blocked", reason: "project_rule" };
  if (listed.test) return { eventType: "test", reason: "test_ip" };
  if (options.isTestKey) return { eventType: "test", reason: "test_key" };
  const decisive = options.botDetection ? findings.find((finding) => finding.decidesBot) : undefined;
  return decisive && { eventType: "bot", reason: decisive.code };
}
