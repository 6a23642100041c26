import { toDataPoint } from "../domain/data-point.ts";
import { Problem } from "../domain/errors.ts";
import { type Log, toErrorText } from "../domain/log.ts";
import type { Principal } from "../domain/principal.ts";
import type { Project, ProjectDirectory } from "../domain/project.ts";
import { type Assessment, toAssessment } from "./assessment.ts";
import { toClaim } from "./claim.ts";
import { classify, FOLLOW_UP, type Listed, PRIMARY, type Verdict } from "./classify.ts";
import type { Connection, Facts, Mode } from "./facts.ts";
import type { IdentityHasher } from "./identity.ts";
import { toIdentityValue } from "./identity.ts";
import { isPublicSender } from "./ip.ts";
import { toLeadEvent } from "./lead-event.ts";
import { resolveProject } from "./resolve-project.ts";
import { type StorageCase, type StoragePlan, store } from "./store.ts";
import type { Submission } from "./submission.ts";
import { toSubmissionRow } from "./submission-row.ts";
import { toFacts } from "./to-facts.ts";

export interface IngestOptions {
  readonly db: D1Database;
  readonly dataset: {
    writeDataPoint(point: { indexes: string[]; blobs: string[]; doubles: number[] }): void;
  };
  readonly projects: ProjectDirectory;
  readonly identity: IdentityHasher;
  /** Bots are told apart; off, what would decide only adds suspicion. */
  readonly botDetection: boolean;
  /** IANA zone of enquiry times where a project has none. */
  readonly timezone: string;
  /** How long a caught sender stays on the block list, in days. */
  readonly blockDays: number;
  /** Days without a word after which a known person counts as a new lead; 0 for never. */
  readonly reengagementDays: number;
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
}

export interface Receipt {
  readonly submissionId: string;
  /** What it was counted as; `undefined` for a repetition. Never told to the sender. */
  readonly verdict: Verdict | undefined;
}

export interface Ingest {
  /**
   * Classifies, stores and counts a submission, in one database round trip.
   * @throws Problem `invalid_body`, `unknown_project`, `forbidden`, `storage_unavailable`
   */
  submit(submission: Submission, context: ReceivedContext): Promise<Receipt>;
}

const DAY_MS = 86_400_000;
const UNLISTED: Listed = { blocked: false, test: false };

/** The ingestion path: facts, assessment, one batch, one data point. */
export function createIngest(options: IngestOptions): Ingest {
  const { db, dataset, log } = options;

  function count(project: Project, facts: Facts, assessment: Assessment, verdict: Verdict, id: string): void {
    try {
      dataset.writeDataPoint(toDataPoint(toLeadEvent(project.id, facts, assessment, verdict)));
    } catch (error) {
      log("data_point_refused", {
        submission_id: id,
        error: toErrorText(error),
      });
    }
  }

  return {
    async submit(submission, context) {
      const project = await resolveProject(submission.text.project, context.principal, options.projects);
      const receivedMs = options.now();
      const facts = toFacts(submission, project, {
        mode: context.mode,
        connection: context.connection,
        receivedMs,
      });
      if (!project) throw new TypeError("facts without a project");
      const submissionId = options.newId();
      const assessment = toAssessment(facts);
      const plan = await toPlan(options, { project, submissionId, facts, assessment, context });
      const stored = await store(db, plan).catch((cause: unknown) => {
        throw new Problem("storage_unavailable", "The lead could not be stored; send it again.", {
          cause,
          retryAfterS: 30,
        });
      });
      if (stored.holder.SubmissionId !== submissionId) {
        if (stored.holder.BodyHash === plan.claim.bodyHash)
          return { submissionId: stored.holder.SubmissionId, verdict: undefined };
        throw new Problem("invalid_body", "This Idempotency-Key was already used for another submission.", {
          errors: [{ field: "Idempotency-Key", message: "use a new key for a new submission" }],
        });
      }
      const verdict = toVerdict(plan, stored.submission?.EventType);
      count(project, facts, assessment, verdict, submissionId);
      return { submissionId, verdict };
    },
  };
}

/** The verdict behind a stored event type. */
function toVerdict(plan: StoragePlan, eventType: string | undefined): Verdict {
  const verdicts = [PRIMARY, FOLLOW_UP, ...plan.cases.flatMap((it) => it.verdict ?? [])];
  const verdict = verdicts.find((it) => it.eventType === eventType);
  if (!verdict) throw new TypeError(`no verdict for ${eventType}`);
  return verdict;
}

interface Received {
  readonly project: Project;
  readonly submissionId: string;
  readonly facts: Facts;
  readonly assessment: Assessment;
  readonly context: ReceivedContext;
}

async function toPlan(options: IngestOptions, received: Received): Promise<StoragePlan> {
  const { project, submissionId, facts, assessment, context } = received;
  const credential = context.principal.keyId;
  const projectId = project.id;
  const contacts = [
    ...(facts.email ? [{ kind: "email" as const, contact: facts.email }] : []),
    ...(facts.phone ? [{ kind: "phone" as const, contact: facts.phone }] : []),
  ];
  const [claim, ...identities] = await Promise.all([
    toClaim(facts, { credential, projectId, submissionId, idempotencyKey: context.idempotencyKey }),
    ...contacts.map(({ kind, contact }) => options.identity.toKeys(kind, toIdentityValue(contact))),
  ]);
  const row = toSubmissionRow(facts, assessment, {
    submissionId,
    projectId,
    timezone: project.timezone ?? options.timezone,
    credential,
    identities,
    pointState: "request",
  });

  const toCase = (listed: Listed): StorageCase => {
    const verdict = classify(listed, assessment.findings, {
      isTestKey: context.principal.test === true,
      botDetection: options.botDetection,
    });
    const isFiltered = verdict?.eventType === "bot" || verdict?.eventType === "blocked";
    const blocks =
      verdict?.eventType === "bot" &&
      facts.senderKey !== undefined &&
      isPublicSender(facts.senderKey) &&
      assessment.findings.some((finding) => finding.blocksSender);
    return {
      verdict,
      row: isFiltered
        ? { ...row, EventJson: JSON.stringify(toLeadEvent(projectId, facts, assessment, verdict)) }
        : row,
      ...(listed.blocked && { listed: "BlockedIPs" as const }),
      ...(listed.test && { listed: "TestIPs" as const }),
      ...(blocks && { blockUntilIso: new Date(facts.receivedMs + options.blockDays * DAY_MS).toISOString() }),
    };
  };
  const lists =
    facts.senderKey === undefined
      ? []
      : [toCase({ blocked: true, test: false }), toCase({ blocked: false, test: true })];
  return {
    claim,
    acknowledged: false,
    senderKey: facts.senderKey,
    nowIso: new Date(facts.receivedMs).toISOString(),
    question: {
      projectId,
      submissionId,
      identities,
      receivedMs: facts.receivedMs,
      seenAfterMs: options.reengagementDays > 0 ? facts.receivedMs - options.reengagementDays * DAY_MS : -1,
    },
    firstTouchJson: undefined,
    cases: [...lists, toCase(UNLISTED)],
  };
}
