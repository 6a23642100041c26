import type { Connection, Mode, TurnstileState } from "./facts.ts";
import type { Submission } from "./submission.ts";

/**
 * Everything needed to finish a submission, now or later: what the queue carries. All of it is data, so that whoever
 * finishes it starts from the same facts; what the block and test lists and the project's rules say, and whether the
 * person is known, is asked when it is stored.
 */
export interface Intake {
  readonly version: 1;
  readonly submissionId: string;
  /** Epoch milliseconds. */
  readonly receivedMs: number;
  readonly projectId: string;
  readonly mode: Mode;
  /** Id of the key, or `site:<project>`. */
  readonly credential: string;
  readonly isTest: boolean;
  readonly submission: Submission;
  readonly connection?: Connection;
  readonly idempotencyKey?: string;
  readonly turnstile?: TurnstileState;
}
