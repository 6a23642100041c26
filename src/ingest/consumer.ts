import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import { finish } from "./finish.ts";
import type { FormTokens } from "./form-token.ts";
import type { IdentityHasher } from "./identity.ts";
import type { Intake } from "./intake.ts";
import { oweEvent } from "./owed-events.ts";
import { type PlanOptions, toPlan } from "./plan.ts";
import type { Dataset } from "./point.ts";
import { prepare } from "./prepare.ts";
import type { QueueMessage } from "./queue-message.ts";
import { store } from "./store.ts";
import { toTable } from "./submission-row.ts";

export interface ConsumerOptions extends PlanOptions {
  readonly db: D1Database;
  readonly dataset: Dataset;
  readonly projects: ProjectDirectory;
  readonly identity: IdentityHasher;
  readonly tokens?: FormTokens;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** What became of a queued message. */
export type Outcome = "stored" | "repeated" | "erased" | "counted" | "already_counted" | "owed";

/** Finishes one queued message; done again, it changes nothing. */
export type Consume = (message: QueueMessage) => Promise<Outcome>;

/**
 * The queue's end of the ingestion path. A submission's data point belongs to the consumer from the moment the
 * request gave up; it is written after the record and marked as sent, so that neither a crash in front of it nor a
 * second delivery changes the count.
 */
export function createConsume(options: ConsumerOptions): Consume {
  const { db, log } = options;

  async function consumeSubmission(intake: Intake): Promise<Outcome> {
    const project = await options.projects.find(intake.projectId);
    if (!project) throw new Problem("unknown_project", "The project of a queued submission is gone.");
    const prepared = await prepare({ identity: options.identity, tokens: options.tokens }, intake, project);
    const { holder, submission, late } = await store(db, toPlan(options, prepared, {}, "queue"));
    if (!submission) return holder ? "repeated" : "erased";
    if (submission.PointState !== "queue") return "already_counted";

    const { owed, behind } = finish(options, prepared, submission, late);
    if (owed) {
      await oweEvent(db, owed, options.now());
      return "owed";
    }
    await behind?.catch((error: unknown) =>
      log("suspicion_not_recorded", { submission_id: intake.submissionId, error: toErrorText(error) }),
    );
    await db
      .prepare(`UPDATE ${toTable(submission.EventType)} SET PointState = 'sent' WHERE SubmissionId = ?1`)
      .bind(intake.submissionId)
      .run()
      // Written is written: a second delivery would count it twice.
      .catch((error: unknown) =>
        log("point_not_marked", { submission_id: intake.submissionId, error: toErrorText(error) }),
      );
    return "stored";
  }

  return async (message) => {
    if (message.kind === "submission") return consumeSubmission(message.intake);
    await oweEvent(db, message, options.now());
    return "owed";
  };
}
