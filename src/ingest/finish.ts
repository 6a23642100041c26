import type { Log } from "../domain/log.ts";
import { type Assessment, addFindings, toReasonsJson } from "./assessment.ts";
import type { Verdict } from "./classify.ts";
import { toLateFindings } from "./late-findings.ts";
import { toLeadEvent } from "./lead-event.ts";
import { type Dataset, type OwedEvent, writePoint } from "./point.ts";
import type { Prepared } from "./prepare.ts";
import type { Stored } from "./store.ts";
import type { StoredSubmission } from "./submission-statement.ts";

export interface FinishOptions {
  readonly db: D1Database;
  readonly dataset: Dataset;
  readonly log: Log;
}

export interface Finished {
  readonly verdict: Verdict;
  /** The event that the dataset refused; the caller has it written later. */
  readonly owed: OwedEvent | undefined;
  /** What is still being written behind the answer. */
  readonly behind: Promise<void> | undefined;
}

/** Counts a stored submission: late findings, then its data point, which is written here and nowhere else. */
export function finish(
  options: FinishOptions,
  prepared: Prepared,
  submission: StoredSubmission,
  late: Stored["late"],
): Finished {
  const { intake, project, facts } = prepared;
  const verdict = { eventType: submission.EventType, reason: submission.Reason };
  const found = submission.LeadId !== undefined && late ? toLateFindings(late) : [];
  const assessment = addFindings(prepared.assessment, found);
  const event = {
    submissionId: intake.submissionId,
    event: toLeadEvent(project.id, facts, assessment, verdict),
  };
  return {
    verdict,
    owed: writePoint(options.dataset, event, options.log) ? undefined : event,
    behind: found.length > 0 ? rescore(options.db, intake.submissionId, assessment) : undefined,
  };
}

/** Puts a lead's final suspicion into the record. */
async function rescore(db: D1Database, submissionId: string, assessment: Assessment): Promise<void> {
  await db
    .prepare("UPDATE LeadSubmissions SET SuspicionScore = ?1, SuspicionReasons = ?2 WHERE SubmissionId = ?3")
    .bind(assessment.scores.suspicion, toReasonsJson(assessment.findings), submissionId)
    .run();
}
