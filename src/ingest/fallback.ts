import { type Log, toErrorText } from "../domain/log.ts";
import { DeadlineError, withDeadline } from "./deadline.ts";
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
  /** Hands a submission that could not be stored to the queue; `unsure` when the queue does not answer in time. */
  enqueue(intake: Intake, cause: unknown): Promise<"queued" | "refused" | "unsure">;
  /** Remembers an event that the dataset refused: in the database, else in the queue. */
  owe(owed: OwedEvent): Promise<void>;
}

/** What happens when the database or the dataset does not do its part. */
export function createFallback({ db, queue, limitMs, now, log }: FallbackOptions): Fallback {
  return {
    async enqueue(intake, cause) {
      log("store_failed", { submission_id: intake.submissionId, error: toErrorText(cause) });
      if (!queue) return "refused";
      try {
        await withDeadline(queue.send({ kind: "submission", intake }), limitMs);
        return "queued";
      } catch (error) {
        log("enqueue_failed", { submission_id: intake.submissionId, error: toErrorText(error) });
        return error instanceof DeadlineError ? "unsure" : "refused";
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
