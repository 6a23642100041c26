import type { Finding } from "./finding.ts";

/** What only the database knows of a submission in browser mode. Counts leave the submission itself out. */
export interface LateFacts {
  readonly tokenReplayed: boolean;
  /** Leads' submissions from the same address within ten minutes. */
  readonly recentFromSender: number;
  /** Other people who sent the same message within an hour. */
  readonly recentSameMessage: number;
  /** Submissions of the same person within a day. */
  readonly recentFromLead: number;
}

export const SENDER_WINDOW_MS = 10 * 60_000;
export const MESSAGE_WINDOW_MS = 3_600_000;
export const LEAD_WINDOW_MS = 86_400_000;

type LateDetector = (facts: LateFacts) => Finding | undefined;

const LATE_DETECTORS: readonly LateDetector[] = [
  ({ tokenReplayed }) => (tokenReplayed ? { code: "token_replayed", points: 25 } : undefined),
  ({ recentFromSender: n }) => {
    if (n < 5) return undefined;
    return { code: "sender_velocity", points: n < 20 ? 20 : 40 };
  },
  ({ recentSameMessage: n }) => {
    if (n < 2) return undefined;
    return { code: "message_velocity", points: n < 10 ? 25 : 45 };
  },
  ({ recentFromLead: n }) => (n >= 5 ? { code: "lead_velocity", points: 20 } : undefined),
];

/** What the database's facts add to the suspicion; never enough to call anyone a bot. */
export function toLateFindings(facts: LateFacts): Finding[] {
  return LATE_DETECTORS.flatMap((detect) => detect(facts) ?? []);
}
