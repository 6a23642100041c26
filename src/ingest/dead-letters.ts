import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import type { Consume } from "./consumer.ts";
import { isNotErased } from "./erasure-guard.ts";
import type { IdentityHasher, IdentityKeys } from "./identity.ts";
import { prepare } from "./prepare.ts";
import { isQueueMessage, requireQueueMessage } from "./queue-message.ts";
import { Params } from "./statement.ts";
import { toKeyCells } from "./submission-row.ts";

export interface DeadLetterOptions {
  readonly db: D1Database;
  readonly projects: ProjectDirectory;
  readonly identity: IdentityHasher;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** A hundred attempts three hours apart outlast the time that a queue holds a message. */
const RETRY_DELAY_S = 10_800;

/** Puts the messages of a dead-letter queue where an admin finds them. */
export async function keepDeadLetters(batch: MessageBatch, options: DeadLetterOptions): Promise<void> {
  for (const message of batch.messages) {
    try {
      await keep(message, options);
      message.ack();
    } catch (error) {
      options.log("dead_letter_not_kept", { error: toErrorText(error) });
      message.retry({ delaySeconds: RETRY_DELAY_S });
    }
  }
}

async function keep(message: Message, options: DeadLetterOptions): Promise<void> {
  const { projectId, identities, receivedMs } = await readOwner(message.body, options);
  const { EmailKey, PhoneKey } = toKeyCells(identities);
  const failedAt = new Date(options.now()).toISOString();
  const body = JSON.stringify(message.body);
  const params = new Params();
  const cells = params.list([message.id, body, projectId, EmailKey, PhoneKey, failedAt, message.attempts]);
  const isWanted = isNotErased(identities, projectId, receivedMs)(params);
  await options.db
    .prepare(
      `INSERT INTO DeadLetters (DeadLetterId, BodyJson, ProjectName, EmailKey, PhoneKey, FailedAt, Attempts) SELECT ${cells} WHERE ${isWanted} ON CONFLICT DO NOTHING`,
    )
    .bind(...params.values)
    .run();
}

interface Owner {
  readonly projectId: string;
  readonly identities: readonly IdentityKeys[];
  /** Epoch milliseconds. */
  readonly receivedMs: number;
}

/** Whose a message is, so that it goes when that person is erased. */
async function readOwner(body: unknown, { projects, identity }: DeadLetterOptions): Promise<Owner> {
  if (!isQueueMessage(body)) return { projectId: "", identities: [], receivedMs: 0 };
  if (body.kind === "event") return { projectId: body.event.project, identities: [], receivedMs: 0 };
  const { intake } = body;
  const project = (await projects.find(intake.projectId)) ?? { id: intake.projectId, name: intake.projectId };
  const prepared = await prepare({ identity, tokens: undefined }, intake, project).catch(() => undefined);
  return {
    projectId: intake.projectId,
    identities: prepared?.identities ?? [],
    receivedMs: intake.receivedMs,
  };
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

/** @throws Problem `not_found` when there is no such dead letter */
export async function requireDeadLetter(db: D1Database, id: string): Promise<void> {
  const letter = await db.prepare("SELECT 1 FROM DeadLetters WHERE DeadLetterId = ?1").bind(id).first();
  if (letter === null) throw new Problem("not_found", "There is no dead letter with this id.");
}

/**
 * Sends dead letters through again, all or one, at most 50 at a time; what fails stays. Each is claimed first, by raising
 * its attempts: one that another replay has taken since the list was read is left to that. One that another replay is at
 * when the list is read goes through twice at the same moment; `createConsume` says what that means.
 */
export async function replayDeadLetters(
  db: D1Database,
  consume: Consume,
  log: Log,
  id?: string,
): Promise<{ replayed: number; failed: number }> {
  const { results } = await db
    .prepare(
      `SELECT DeadLetterId, BodyJson, Attempts FROM DeadLetters WHERE ?1 IS NULL OR DeadLetterId = ?1 ORDER BY Attempts, FailedAt LIMIT ${MAX_REPLAYED}`,
    )
    .bind(id ?? null)
    .all<{ DeadLetterId: string; BodyJson: string; Attempts: number }>();
  let replayed = 0;
  let failed = 0;
  for (const row of results) {
    const { meta } = await db
      .prepare("UPDATE DeadLetters SET Attempts = Attempts + 1 WHERE DeadLetterId = ?1 AND Attempts = ?2")
      .bind(row.DeadLetterId, row.Attempts)
      .run();
    if (meta.changes === 0) continue;
    try {
      await consume(requireQueueMessage(JSON.parse(row.BodyJson)));
      await db.prepare("DELETE FROM DeadLetters WHERE DeadLetterId = ?1").bind(row.DeadLetterId).run();
      replayed++;
    } catch (error) {
      log("dead_letter_not_replayed", { dead_letter_id: row.DeadLetterId, error: toErrorText(error) });
      failed++;
    }
  }
  return { replayed, failed };
}
