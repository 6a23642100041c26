import type { EventType } from "../domain/dataset.ts";
import type { Verdict } from "./classify.ts";
import { type Guard, Params, type Statement } from "./statement.ts";
import {
  type PointState,
  SUBMISSION_COLUMNS,
  type SubmissionRow,
  type SubmissionTable,
} from "./submission-row.ts";

export interface StoredSubmission {
  readonly EventType: EventType;
  readonly Reason: string;
  readonly PointState: PointState;
  readonly LeadId?: string;
}

/**
 * A submission that is stored already stays as it is, except that the queue's consumer takes the data point over from
 * a request that gave up.
 */
export const TAKE_OVER =
  "ON CONFLICT (SubmissionId) DO UPDATE SET PointState = iif(PointState = 'request' AND excluded.PointState = 'queue', 'queue', PointState)";

/** Holds when the submission is in the table. */
export function isStored(table: SubmissionTable, submissionId: string): Guard {
  return (params) => `EXISTS (SELECT 1 FROM ${table} WHERE SubmissionId = ${params.add(submissionId)})`;
}

const COLUMNS = SUBMISSION_COLUMNS.join(", ");

/** Stores a submission that is no lead: a test, or a filtered one with the event to take back when it is restored. */
export function toFilteredStatement(
  table: "TestingLeads" | "BlockedIPLeads",
  row: SubmissionRow,
  verdict: Verdict,
  eventJson: string | undefined,
  guard: Guard,
): Statement {
  const params = new Params();
  const event = eventJson === undefined ? ["", ""] : ["EventJson, ", `${params.add(eventJson)}, `];
  return {
    sql: `INSERT INTO ${table} (EventType, Reason, ${event[0]}${COLUMNS})
SELECT ${params.add(verdict.eventType)}, ${params.add(verdict.reason)}, ${event[1]}${toCells(row, params)} WHERE ${guard(params)}
${TAKE_OVER}
RETURNING EventType, Reason, PointState`,
    params: params.values,
  };
}

function toCells(row: SubmissionRow, params: Params): string {
  return params.list(SUBMISSION_COLUMNS.map((column) => row[column]));
}
