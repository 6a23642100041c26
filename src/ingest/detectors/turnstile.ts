import type { TurnstileState } from "../facts.ts";
import type { Detector, Finding } from "../finding.ts";

const FINDINGS: Readonly<Record<TurnstileState, Finding | undefined>> = {
  passed: undefined,
  failed: { code: "turnstile_failed", points: 100, decidesBot: true },
  // Turnstile tokens last five minutes and work once: a slow person and a form's second try look the same.
  expired: { code: "turnstile_expired", points: 30 },
  missing: { code: "turnstile_missing", points: 30 },
  unavailable: { code: "turnstile_unavailable", points: 10 },
  refused_unavailable: { code: "turnstile_unavailable", points: 40, decidesBot: true },
};

/** What Turnstile said; when it could not be asked, the configured fail mode decides. */
export const detectTurnstile: Detector = ({ turnstile }) => turnstile && FINDINGS[turnstile];
