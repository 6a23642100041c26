import type { Facts } from "./facts.ts";

/** Something worth knowing about a submission. */
export interface Finding {
  readonly code: string;
  /** Added to the suspicion score, 0–100. */
  readonly points: number;
  /** Added to the VPN score, 0–100. */
  readonly vpnPoints?: number;
  /** Enough on its own to call the submission a bot's. */
  readonly decidesBot?: true;
  /** The sender goes on the block list for a while. */
  readonly blocksSender?: true;
}

/** Looks at one thing; pure. */
export type Detector = (facts: Facts) => Finding | undefined;
