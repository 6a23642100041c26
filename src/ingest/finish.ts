import type { Log } from "../domain/log.ts";
import { type Assessment, addFindings, toReasonsJson } from "./assessment.ts";
import type { Verdict } from "./classify.ts";
import { toLateFindings } from "./late-findings.ts";
import { toLeadEvent } from "./lead-event.ts";
import { type Dataset, type OwedEvent, writePoint } from "./point.ts";
import type { Prepared } from "./prepare.ts";
import type { Statement } from "./statement.ts";
import type { Stored } from "./store.ts";
import type { StoredSubmission } from "./submission-statement.ts";

export interface FinishOptions {
  readonly dataset: Dataset;
  readonly log: Log;
}

export interface Finished {
  readonly verdict: Verdict;
  /** The event that the dataset refused; the caller has it written later. */
  readonly owed: OwedEvent | undefined;
  /** Puts a lead's final suspicion into the record, where it is another; the caller runs it. */
  readonly rescore: Statement | undefined;
}

/** Counts a stored submission: late findings, then its data point. */
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
    rescore: found.length > 0 ? toRescoreStatement(intake.submissionId, assessment) : undefined,
  };
}

function toRescoreStatement(submissionId: string, assessment: Assessment): Statement {
  return {
    sql: "UPDATE LeadSubmissions SET SuspicionScore = ?1, SuspicionReasons = ?2 WHERE SubmissionId = ?3",
    params: [assessment.scores.suspicion, toReasonsJson(assessment.findings), submissionId],
  };
}
