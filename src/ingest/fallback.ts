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
  /** Hands a submission that could not be stored to the queue; when `false` the queue may still have it. */
  enqueue(intake: Intake, cause: unknown): Promise<boolean>;
  /** Remembers an event that the dataset refused: in the database, else in the queue. */
  owe(owed: OwedEvent): Promise<void>;
}

/** What happens when the database or the dataset does not do its part. */
export function createFallback({ db, queue, limitMs, now, log }: FallbackOptions): Fallback {
  return {
    async enqueue(intake, cause) {
      log("store_failed", { submission_id: intake.submissionId, error: toErrorText(cause) });
      if (!queue) return false;
      try {
        await withDeadline(queue.send({ kind: "submission", intake }), limitMs);
        return true;
      } catch (error) {
        log("enqueue_failed", { submission_id: intake.submissionId, error: toErrorText(error) });
        return false;
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
