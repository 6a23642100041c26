import type { EventType } from "../domain/dataset.ts";
import type { Verdict } from "./classify.ts";
import type { PointState } from "./point-state.ts";
import { type Guard, Params, type Statement } from "./statement.ts";
import { SUBMISSION_COLUMNS, type SubmissionRow, type SubmissionTable, toTable } from "./submission-row.ts";

export interface StoredSubmission {
  readonly EventType: EventType;
  readonly Reason: string;
  readonly PointState: PointState;
  readonly LeadId?: string;
}

/** A batch that comes later than the consumer, which finished for it, finds nothing to do. */
export const ONCE = "ON CONFLICT (SubmissionId) DO NOTHING";

/** Holds when the submission is in the table. */
export function isStored(table: SubmissionTable, submissionId: string): Guard {
  return (params) => `EXISTS (SELECT 1 FROM ${table} WHERE SubmissionId = ${params.add(submissionId)})`;
}

/** Holds when the plan that this row is of stored it as filtered for this reason, and nobody restored it since. */
export function isFilteredAs(row: SubmissionRow, reason: string): Guard {
  return (params) =>
    `EXISTS (SELECT 1 FROM BlockedIPLeads WHERE SubmissionId = ${params.add(row.SubmissionId)} AND Reason = ${params.add(reason)} AND PointState = ${params.add(row.PointState)} AND RestoredAt IS NULL)`;
}

const COLUMNS = SUBMISSION_COLUMNS.join(", ");

/** Stores a submission that is no lead: a test, or a filtered one with the event to take back when it is restored. */
export function toFilteredStatement(
  row: SubmissionRow,
  verdict: Verdict,
  eventJson: string | undefined,
  guard: Guard,
): Statement {
  const params = new Params();
  const event = eventJson === undefined ? ["", ""] : ["EventJson, ", `${params.add(eventJson)}, `];
  return {
    sql: `INSERT INTO ${toTable(verdict.eventType)} (EventType, Reason, ${event[0]}${COLUMNS})
SELECT ${params.add(verdict.eventType)}, ${params.add(verdict.reason)}, ${event[1]}${toCells(row, params)} WHERE ${guard(params)}
${ONCE}
RETURNING EventType, Reason, PointState`,
    params: params.values,
  };
}

function toCells(row: SubmissionRow, params: Params): string {
  return params.list(SUBMISSION_COLUMNS.map((column) => row[column]));
}
