import type { Detector } from "../finding.ts";

/** Below this Cloudflare calls a request likely automated. */
const LIKELY_BELOW = 30;

/** Cloudflare's bot score, where the plan has it: 1 is automated for certain, below 30 likely. */
export const detectBotScore: Detector = ({ connection }) => {
  const score = connection?.botScore;
  if (score === undefined || score < 1 || score >= LIKELY_BELOW) return undefined;
  return score === 1 ? { code: "bot_score", points: 60 } : { code: "bot_score", points: 35 };
};
