import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import type { Principal } from "../domain/principal.ts";
import type { ProjectDirectory } from "../domain/project.ts";
import type { Verdict } from "./classify.ts";
import { withDeadline } from "./deadline.ts";
import type { Connection, Mode } from "./facts.ts";
import { finish } from "./finish.ts";
import type { FormTokens } from "./form-token.ts";
import type { IdentityHasher } from "./identity.ts";
import type { Intake } from "./intake.ts";
import { oweEvent } from "./owed-events.ts";
import { type PlanOptions, toPlan } from "./plan.ts";
import type { Dataset, OwedEvent } from "./point.ts";
import { type Prepared, prepare } from "./prepare.ts";
import type { IntakeQueue } from "./queue-message.ts";
import { resolveProject } from "./resolve-project.ts";
import { createSenderLists, type SenderLists, toListStatement } from "./sender-lists.ts";
import { type StoragePlan, type Stored, store } from "./store.ts";
import type { Submission } from "./submission.ts";
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
  readonly newId: () => string;
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

export interface Receipt {
  readonly submissionId: string;
  /** What it was counted as; `undefined` for a repetition and while it is queued. Never told to the sender. */
  readonly verdict: Verdict | undefined;
}

export interface Ingest {
  /**
   * Classifies, stores and counts a submission, in one database round trip; when the database fails or is too slow
   * the queue takes it, to be finished the same way.
   * @throws Problem `invalid_body`, `unknown_project`, `forbidden`, `storage_unavailable`
   */
  submit(submission: Submission, context: ReceivedContext): Promise<Receipt>;
}

const STORE_LIMIT_MS = 5000;
const RETRY_AFTER_S = 30;

/** The ingestion path: facts, assessment, one batch, one data point. */
export function createIngest(options: IngestOptions): Ingest {
  const { db, queue, log } = options;
  const lists = options.lists ?? createSenderLists();

  async function toIntake(
    submission: Submission,
    context: ReceivedContext,
    projectId: string,
  ): Promise<Intake> {
    const project = await options.projects.find(projectId);
    const turnstile =
      context.connection && options.turnstile && project
        ? await options.turnstile(submission.text.turnstile_token, context.connection.ip, project)
        : undefined;
    return {
      version: 1,
      submissionId: options.newId(),
      receivedMs: options.now(),
      projectId,
      mode: context.mode,
      credential: context.principal.keyId,
      isTest: context.principal.test === true || context.isTest === true,
      submission,
      ...(context.connection && { connection: context.connection }),
      ...(context.idempotencyKey !== undefined && { idempotencyKey: context.idempotencyKey }),
      ...(turnstile && { turnstile }),
    };
  }

  async function enqueue(intake: Intake, cause: unknown): Promise<Receipt> {
    log("store_failed", {
      submission_id: intake.submissionId,
      error: toErrorText(cause),
      queued: queue !== undefined,
    });
    try {
      if (!queue) throw cause;
      await withDeadline(queue.send({ kind: "submission", intake }), STORE_LIMIT_MS);
      return { submissionId: intake.submissionId, verdict: undefined };
    } catch (error) {
      throw new Problem("storage_unavailable", "The lead could not be taken in just now; send it again.", {
        cause: error,
        retryAfterS: RETRY_AFTER_S,
      });
    }
  }

  async function owe(owed: OwedEvent): Promise<void> {
    await oweEvent(db, owed, options.now()).catch((error: unknown) => {
      if (!queue) throw error;
      return queue.send({ kind: "event", ...owed });
    });
  }

  function settle(
    prepared: Prepared,
    plan: StoragePlan,
    stored: Stored,
  ): { receipt: Receipt; behind?: Promise<void> } {
    const { claim } = prepared;
    if (stored.holder.SubmissionId !== claim.submissionId) {
      if (stored.holder.BodyHash === claim.bodyHash)
        return { receipt: { submissionId: stored.holder.SubmissionId, verdict: undefined } };
      throw new Problem("invalid_body", "This idempotency key was already used for another submission.", {
        errors: [{ field: "Idempotency-Key", message: "use a new key for a new submission" }],
      });
    }
    if (!stored.submission) throw new Error("the submission was not stored");
    const { verdict, behind } = finish({ ...options, owe }, prepared, stored.submission, stored.late);
    const entry = plan.cases.find((it) => it.verdict?.reason === verdict.reason)?.blockUntilIso;
    if (entry !== undefined && plan.senderKey !== undefined)
      lists.add("BlockedIPs", {
        IpAddress: plan.senderKey,
        ProjectName: prepared.project.id,
        ExpiresAt: entry,
      });
    return { receipt: { submissionId: claim.submissionId, verdict }, ...(behind && { behind }) };
  }

  async function refreshLists(): Promise<void> {
    const nowMs = options.now();
    const nowIso = new Date(nowMs).toISOString();
    const statements = [toListStatement("BlockedIPs", nowIso), toListStatement("TestIPs", nowIso)];
    const [blocked, test] = await db.batch(
      statements.map(({ sql, params }) => db.prepare(sql).bind(...params)),
    );
    lists.replace((blocked?.results ?? []) as never, (test?.results ?? []) as never, nowMs);
  }

  return {
    async submit(submission, context) {
      const defer = context.defer ?? (() => {});
      const project = await resolveProject(submission.text.project, context.principal, options.projects);
      const intake = await toIntake(submission, context, project?.id ?? "");
      const prepared = await prepare({ identity: options.identity, tokens: options.tokens }, intake, project);
      const { senderKey } = prepared.facts;
      const listed =
        senderKey === undefined ? undefined : lists.find(senderKey, prepared.project.id, intake.receivedMs);
      const plan = toPlan(options, prepared, listed, "request");
      let stored: Stored;
      try {
        stored = await withDeadline(store(db, plan), options.storeLimitMs ?? STORE_LIMIT_MS);
      } catch (error) {
        return enqueue(intake, error);
      }
      if (stored.lists) lists.replace(stored.lists.blocked, stored.lists.test, intake.receivedMs);
      const { receipt, behind } = settle(prepared, plan, stored);
      if (behind) defer(behind);
      if (senderKey !== undefined && lists.isStale(intake.receivedMs))
        defer(refreshLists().catch((error) => log("lists_not_read", { error: toErrorText(error) })));
      return receipt;
    },
  };
}
