import type { TokenState } from "../facts.ts";
import type { Detector, Finding } from "../finding.ts";

/**
 * Only a token that somebody made up is a bot's: the form's own fallback may send none, and a page that stayed open
 * overnight sends an old one.
 */
const FINDINGS: Readonly<Record<TokenState, Finding | undefined>> = {
  valid: undefined,
  missing: { code: "token_missing", points: 10 },
  late: { code: "token_late", points: 10 },
  early: { code: "token_early", points: 25 },
  forged: { code: "token_forged", points: 100, decidesBot: true, blocksSender: true },
};

/** The signed form token: missing, older than a day, younger than three seconds, or forged. */
export const detectFormToken: Detector = ({ token }) => token && FINDINGS[token.state];
