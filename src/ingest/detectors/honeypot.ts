import type { Detector } from "../finding.ts";

/** The field no person sees was filled in. */
export const detectHoneypot: Detector = ({ submission }) =>
  submission.text.honeypot === undefined
    ? undefined
    : { code: "honeypot", points: 100, decidesBot: true, blocksSender: true };
