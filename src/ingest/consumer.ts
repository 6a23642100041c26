import type { EventType } from "../domain/dataset.ts";
import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import { runBatch } from "./batch.ts";
import { finish } from "./finish.ts";
import type { FormTokens } from "./form-token.ts";
import type { IdentityHasher } from "./identity.ts";
import type { Intake } from "./intake.ts";
import { toOweStatements } from "./owed-events.ts";
import { type PlanOptions, toPlan } from "./plan.ts";
import type { Dataset, OwedEvent } from "./point.ts";
import { isAt, isUncounted, toMarkStatement } from "./point-state.ts";
import { prepare } from "./prepare.ts";
import type { QueueMessage } from "./queue-message.ts";
import { ALWAYS } from "./statement.ts";
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
export type Outcome = "stored" | "repeated" | "erased" | "already_counted" | "owed";

/** Finishes one queued message; done again afterwards, it changes nothing. */
export type Consume = (message: QueueMessage) => Promise<Outcome>;

/**
 * The queue's end of the ingestion path. A submission's data point belongs to the consumer from the moment the
 * request gave up; it is written after the record, and marked as sent right behind it. So neither a crash in front of
 * it nor a later delivery changes the count. A crash between the point and its mark does, and so do two deliveries at
 * the same moment: then it is there twice.
 */
export function createConsume(options: ConsumerOptions): Consume {
  const { db, log } = options;

  async function consumeSubmission(intake: Intake): Promise<Outcome> {
    const project = await options.projects.find(intake.projectId);
    if (!project) throw new Problem("unknown_project", "The project of a queued submission is gone.");
    const prepared = await prepare({ identity: options.identity, tokens: options.tokens }, intake, project);
    const { holder, submission, late } = await store(
      db,
      toPlan(options, prepared, {}, "queue"),
      (statements) => runBatch(db, statements),
    );
    if (!submission) return holder ? "repeated" : "erased";
    if (submission.PointState !== "queue") return "already_counted";

    const { owed, rescore } = finish(options, prepared, submission, late);
    const table = toTable(submission.EventType);
    const marking = runBatch(db, [
      ...(owed
        ? toOweStatements(owed, options.now(), ALWAYS)
        : [toMarkStatement(table, [intake.submissionId], "sent", isAt("queue"))]),
      ...(rescore ? [rescore] : []),
    ]);
    if (owed) {
      await marking;
      return "owed";
    }
    // Written is written: another delivery would count it twice.
    await marking.catch((error: unknown) =>
      log("point_not_marked", { submission_id: intake.submissionId, error: toErrorText(error) }),
    );
    return "stored";
  }

  /** An event whose row says that it was written is that of a message that was delivered before. */
  async function consumeEvent(owed: OwedEvent): Promise<Outcome> {
    const table = toTable(owed.event.event_type as EventType);
    const guard = isUncounted(table, owed.submissionId);
    const results = await runBatch(db, toOweStatements(owed, options.now(), guard));
    return results.some(({ meta }) => meta.changes > 0) ? "owed" : "already_counted";
  }

  return async (message) =>
    message.kind === "submission" ? consumeSubmission(message.intake) : consumeEvent(message);
}
