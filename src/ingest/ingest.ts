import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import type { Principal } from "../domain/principal.ts";
import type { Project, ProjectDirectory } from "../domain/project.ts";
import { runBatch } from "./batch.ts";
import { withDeadline } from "./deadline.ts";
import type { Connection, Mode } from "./facts.ts";
import { createFallback } from "./fallback.ts";
import { finish } from "./finish.ts";
import type { FormTokens } from "./form-token.ts";
import { createGroupCommit } from "./group-commit.ts";
import type { IdentityHasher } from "./identity.ts";
import type { Intake } from "./intake.ts";
import { type PlanOptions, toPlan } from "./plan.ts";
import type { Dataset } from "./point.ts";
import { claimPoint } from "./point-state.ts";
import { type Prepared, prepare } from "./prepare.ts";
import type { IntakeQueue } from "./queue-message.ts";
import { type Receipt, toRepeated } from "./receipt.ts";
import { resolveProject } from "./resolve-project.ts";
import { createSenderLists, readLists, type SenderLists } from "./sender-lists.ts";
import { type StoragePlan, type Stored, store } from "./store.ts";
import type { Submission } from "./submission.ts";
import { toTable } from "./submission-row.ts";
import { createTimedId } from "./timed-id.ts";
import type { CheckTurnstile } from "./turnstile.ts";

export interface IngestOptions extends PlanOptions {
  readonly db: D1Database;
  readonly dataset: Dataset;
  /** Takes submissions while the database does not; without one they are refused with 503 then. */
  readonly queue?: IntakeQueue;
  readonly projects: ProjectDirectory;
  readonly identity: IdentityHasher;
  readonly tokens?: FormTokens;
  readonly turnstile?: CheckTurnstile;
  readonly lists?: SenderLists;
  /** How long the database may take before the queue takes over, in milliseconds. */
  readonly storeLimitMs?: number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** How a submission arrived and for whom. */
export interface ReceivedContext {
  readonly mode: Mode;
  readonly principal: Principal;
  /** The visitor's own connection; browser mode only. */
  readonly connection?: Connection;
  readonly idempotencyKey?: string;
  /** The sender calls it a test, e.g. a webhook's test button. */
  readonly isTest?: boolean;
  /** Keeps the invocation alive for work behind the answer. */
  readonly defer?: (work: Promise<unknown>) => void;
}

export interface Ingest {
  /**
   * Classifies, stores and counts a submission, in one database round trip at most, which several share under load; a
   * repetition takes a second. When the database fails or is too slow the queue takes it, to be finished the same way.
   * @throws Problem `invalid_body`, `unknown_project`, `forbidden`, `storage_unavailable`
   */
  submit(submission: Submission, context: ReceivedContext): Promise<Receipt>;
}

const STORE_LIMIT_MS = 5000;
const RETRY_AFTER_S = 30;
/** The platform ends work behind an answer after 30 seconds, and at once where it waits for other requests only. */
const LATE_LIMIT_MS = 25_000;

/** The ingestion path: facts, assessment, one batch, one data point. */
export function createIngest(options: IngestOptions): Ingest {
  const { db, log, now } = options;
  const lists = options.lists ?? createSenderLists();
  const limitMs = options.storeLimitMs ?? STORE_LIMIT_MS;
  const commit = createGroupCommit(db, { limitMs, now, log });
  const fallback = createFallback({ db, queue: options.queue, limitMs, now, log });

  function toIntake(
    submission: Submission,
    context: ReceivedContext,
    project: Project | undefined,
    turnstile: Intake["turnstile"],
  ): Intake {
    const { connection, principal } = context;
    const receivedMs = now();
    return {
      version: 1,
      submissionId: createTimedId(receivedMs),
      receivedMs,
      projectId: project?.id ?? "",
      mode: context.mode,
      credential: principal.keyId,
      isTest: principal.test === true || context.isTest === true,
      submission,
      ...(connection && { connection }),
      ...(context.idempotencyKey !== undefined && { idempotencyKey: context.idempotencyKey }),
      ...(turnstile && { turnstile }),
    };
  }

  function count(
    prepared: Prepared,
    plan: StoragePlan,
    stored: Stored,
    defer: (work: Promise<unknown>) => void,
  ) {
    if (!stored.submission) return undefined;
    const { verdict, owed, rescore } = finish(options, prepared, stored.submission, stored.late);
    for (const work of [rescore && runBatch(db, [rescore]), owed && fallback.owe(owed)])
      if (work) defer(work.catch((error: unknown) => logLate(prepared.intake, error)));
    const until = plan.cases.find((it) => it.verdict?.reason === verdict.reason)?.blockUntilIso;
    if (until !== undefined && plan.senderKey !== undefined)
      lists.add("BlockedIPs", {
        IpAddress: plan.senderKey,
        ProjectName: prepared.project.id,
        ExpiresAt: until,
      });
    return verdict;
  }

  /**
   * Leaves a submission that the database did not take in time to the queue.
   * @throws Problem `storage_unavailable` when that does not take it either
   */
  async function handOver(intake: Intake, cause: unknown, countLate: () => void): Promise<undefined> {
    if (await fallback.enqueue(intake, cause)) return undefined;
    countLate();
    throw new Problem("storage_unavailable", "The lead could not be taken in just now; send it again.", {
      cause,
      retryAfterS: RETRY_AFTER_S,
    });
  }

  function logLate({ submissionId }: Intake, error: unknown): void {
    log("work_behind_answer_failed", { submission_id: submissionId, error: toErrorText(error) });
  }

  async function refreshLists(): Promise<void> {
    const readMs = now();
    try {
      const { blocked, test } = await readLists(db, readMs);
      lists.replace(blocked, test, readMs);
    } catch (error) {
      log("lists_not_read", { error: toErrorText(error) });
    }
  }

  return {
    async submit(submission, context) {
      const defer = context.defer ?? ((work) => void work.catch(() => {}));
      const project = await resolveProject(submission.text.project, context.principal, options.projects);
      const { connection } = context;
      const turnstile =
        options.turnstile && connection && project
          ? await options.turnstile(submission.text.turnstile_token, connection.ip, project)
          : undefined;
      const intake = toIntake(submission, context, project, turnstile);
      const prepared = await prepare({ identity: options.identity, tokens: options.tokens }, intake, project);
      const { senderKey } = prepared.facts;
      const listed =
        senderKey === undefined ? undefined : lists.find(senderKey, prepared.project.id, intake.receivedMs);
      const isStale = lists.isStale(intake.receivedMs);
      const plan = toPlan(options, prepared, { listed, isStale }, "request");
      const storing = store(db, plan, commit);
      // The database may still commit, and the queue may have the submission all the same: whoever claims it counts it.
      const countLate = () =>
        defer(
          withDeadline(storing, LATE_LIMIT_MS)
            .then(async (late) => {
              const { submission: row } = late;
              if (row && (await claimPoint(db, toTable(row.EventType), intake.submissionId)))
                count(prepared, plan, late, defer);
            })
            .catch((error: unknown) => logLate(intake, error)),
        );
      const stored = await withDeadline(storing, limitMs).catch((cause: unknown) => {
        defer(storing.catch(() => {})); // others may wait for the batch that it sent
        return handOver(intake, cause, countLate);
      });
      if (!stored) return { submissionId: intake.submissionId, verdict: undefined };
      if (stored.lists) lists.replace(stored.lists.blocked, stored.lists.test, intake.receivedMs);
      const receipt = stored.holder
        ? toRepeated(stored.holder, prepared.claim)
        : { submissionId: intake.submissionId, verdict: count(prepared, plan, stored, defer) };
      if (senderKey !== undefined && lists.isStale(intake.receivedMs)) defer(refreshLists());
      return receipt;
    },
  };
}
