import { isDisposableDomain } from "../disposable-domains.ts";
import type { Detector } from "../finding.ts";

/** An address at a provider of throw-away mailboxes. */
export const detectDisposableEmail: Detector = ({ email }) =>
  email && isDisposableDomain(email.domain) ? { code: "disposable_email", points: 30 } : undefined;
