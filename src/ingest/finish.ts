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
  /** Remembers an event that the dataset refused. */
  readonly owe: (owed: OwedEvent) => Promise<void>;
  readonly log: Log;
}

export interface Finished {
  readonly verdict: Verdict;
  readonly isCounted: boolean;
  /** What is still being written behind the answer; never rejects. */
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
  const owed = {
    submissionId: intake.submissionId,
    event: toLeadEvent(project.id, facts, assessment, verdict),
  };
  const isCounted = writePoint(options.dataset, owed, options.log);
  const work = [
    ...(found.length > 0 ? [rescore(options.db, intake.submissionId, assessment)] : []),
    ...(isCounted ? [] : [options.owe(owed)]),
  ];
  if (work.length === 0) return { verdict, isCounted, behind: undefined };
  const behind = Promise.allSettled(work).then((outcomes) => {
    const failed = outcomes.filter((it) => it.status === "rejected").length;
    if (failed > 0) options.log("work_behind_answer_failed", { submission_id: intake.submissionId, failed });
  });
  return { verdict, isCounted, behind };
}

/** Puts a lead's final suspicion into the record. */
async function rescore(db: D1Database, submissionId: string, assessment: Assessment): Promise<void> {
  await db
    .prepare("UPDATE LeadSubmissions SET SuspicionScore = ?1, SuspicionReasons = ?2 WHERE SubmissionId = ?3")
    .bind(assessment.scores.suspicion, toReasonsJson(assessment.findings), submissionId)
    .run();
}
