import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import { withDeadline } from "./deadline.ts";
import type { Intake } from "./intake.ts";
import { oweEvent } from "./owed-events.ts";
import type { OwedEvent } from "./point.ts";
import type { IntakeQueue } from "./queue-message.ts";

export interface FallbackOptions {
  readonly db: D1Database;
  readonly queue: IntakeQueue | undefined;
  readonly limitMs: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

export interface Fallback {
  /**
   * Hands a submission that could not be stored to the queue.
   * @throws Problem `storage_unavailable` when the queue does not take it either
   */
  enqueue(intake: Intake, cause: unknown): Promise<void>;
  /** Remembers an event that the dataset refused: in the database, else in the queue. */
  owe(owed: OwedEvent): Promise<void>;
}

const RETRY_AFTER_S = 30;

/** What happens when the database or the dataset does not do its part. */
export function createFallback({ db, queue, limitMs, now, log }: FallbackOptions): Fallback {
  return {
    async enqueue(intake, cause) {
      log("store_failed", { submission_id: intake.submissionId, error: toErrorText(cause) });
      try {
        if (!queue) throw cause;
        await withDeadline(queue.send({ kind: "submission", intake }), limitMs);
      } catch (error) {
        throw new Problem("storage_unavailable", "The lead could not be taken in just now; send it again.", {
          cause: error,
          retryAfterS: RETRY_AFTER_S,
        });
      }
    },
    async owe(owed) {
      await oweEvent(db, owed, now()).catch((error: unknown) => {
        if (!queue) throw error;
        return queue.send({ kind: "event", ...owed });
      });
    },
  };
}
