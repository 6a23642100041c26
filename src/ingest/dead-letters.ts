import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import type { Consume } from "./consumer.ts";
import type { IdentityHasher, IdentityKeys } from "./identity.ts";
import { prepare } from "./prepare.ts";
import { isQueueMessage } from "./queue-message.ts";

export interface DeadLetterOptions {
  readonly db: D1Database;
  readonly projects: ProjectDirectory;
  readonly identity: IdentityHasher;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** Puts the messages of a dead-letter queue where an admin finds them. */
export async function keepDeadLetters(batch: MessageBatch, options: DeadLetterOptions): Promise<void> {
  for (const message of batch.messages) {
    try {
      await keep(message, options);
      message.ack();
    } catch (error) {
      options.log("dead_letter_not_kept", { error: toErrorText(error) });
      message.retry({ delaySeconds: 900 });
    }
  }
}

async function keep(message: Message, options: DeadLetterOptions): Promise<void> {
  const { projectId, identities } = await readOwner(message.body, options);
  const toKey = (kind: IdentityKeys["kind"]) =>
    identities.find((keys) => keys.kind === kind)?.current ?? null;
  await options.db
    .prepare(
      "INSERT INTO DeadLetters (DeadLetterId, BodyJson, ProjectName, EmailKey, PhoneKey, FailedAt, Attempts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    )
    .bind(
      message.id,
      JSON.stringify(message.body),
      projectId,
      toKey("email"),
      toKey("phone"),
      new Date(options.now()).toISOString(),
      message.attempts,
    )
    .run();
}

/** Whose a message is, so that it can be found when that person is erased. */
async function readOwner(
  body: unknown,
  { projects, identity }: DeadLetterOptions,
): Promise<{ projectId: string; identities: readonly IdentityKeys[] }> {
  if (!isQueueMessage(body)) return { projectId: "", identities: [] };
  if (body.kind === "event") return { projectId: body.event.project, identities: [] };
  const { intake } = body;
  const project = (await projects.find(intake.projectId)) ?? { id: intake.projectId, name: intake.projectId };
  const prepared = await prepare({ identity, tokens: undefined }, intake, project).catch(() => undefined);
  return { projectId: intake.projectId, identities: prepared?.identities ?? [] };
}

export interface DeadLetter {
  readonly id: string;
  readonly project: string;
  readonly failed_at: string;
  readonly attempts: number;
}

const MAX_LISTED = 500;
const MAX_REPLAYED = 50;

/** The dead letters, oldest first, without what they say. */
export async function listDeadLetters(db: D1Database): Promise<DeadLetter[]> {
  const { results } = await db
    .prepare(
      `SELECT DeadLetterId AS id, ProjectName AS project, FailedAt AS failed_at, Attempts AS attempts FROM DeadLetters ORDER BY FailedAt, DeadLetterId LIMIT ${MAX_LISTED}`,
    )
    .all<DeadLetter>();
  return results;
}

/** Sends dead letters through again, all or one, at most 50 at a time; what fails stays. */
export async function replayDeadLetters(
  db: D1Database,
  consume: Consume,
  log: Log,
  id?: string,
): Promise<{ replayed: number; failed: number }> {
  const { results } = await db
    .prepare(
      `SELECT DeadLetterId, BodyJson FROM DeadLetters WHERE ?1 IS NULL OR DeadLetterId = ?1 ORDER BY Attempts, FailedAt LIMIT ${MAX_REPLAYED}`,
    )
    .bind(id ?? null)
    .all<{ DeadLetterId: string; BodyJson: string }>();
  if (id !== undefined && results.length === 0)
    throw new Problem("not_found", "There is no dead letter with this id.");
  let replayed = 0;
  for (const row of results) {
    try {
      const message: unknown = JSON.parse(row.BodyJson);
      if (!isQueueMessage(message)) throw new Problem("invalid_body", "The message is not one of ours.");
      await consume(message);
      await db.prepare("DELETE FROM DeadLetters WHERE DeadLetterId = ?1").bind(row.DeadLetterId).run();
      replayed++;
    } catch (error) {
      log("dead_letter_not_replayed", { dead_letter_id: row.DeadLetterId, error: toErrorText(error) });
      await db
        .prepare("UPDATE DeadLetters SET Attempts = Attempts + 1 WHERE DeadLetterId = ?1")
        .bind(row.DeadLetterId)
        .run();
    }
  }
  return { replayed, failed: results.length - replayed };
}
