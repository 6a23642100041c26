import type { EventType } from "../domain/dataset.ts";
import { FOLLOW_UP, PRIMARY, type Verdict } from "./classify.ts";
import { addKeys, type IdentityQuestion, toHeldBy, toKnown } from "./identity-statement.ts";
import { type Guard, Params, type Statement } from "./statement.ts";
import { type PointState, SUBMISSION_COLUMNS, type SubmissionRow } from "./submission-row.ts";

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
const TAKE_OVER =
  "ON CONFLICT (SubmissionId) DO UPDATE SET PointState = iif(PointState = 'request' AND excluded.PointState = 'queue', 'queue', PointState)";

const COLUMNS = SUBMISSION_COLUMNS.join(", ");

/** What a row of LeadSubmissions has beside the columns of every submission. */
export interface LeadSubmissionExtras {
  /** JSON of the first touch, as the form remembered it. */
  readonly firstTouchJson?: string | undefined;
  /** Recorded instead of the reason that the identity gives. */
  readonly reason?: string;
}

/**
 * Stores a person's submission under their lead, as primary exactly when the lead is the submission's own. The
 * lead's row in Leads follows by a trigger.
 */
export function toLeadSubmissionStatement(
  row: SubmissionRow,
  question: IdentityQuestion,
  guard: Guard,
  { firstTouchJson, reason }: LeadSubmissionExtras = {},
): Statement {
  const params = new Params();
  const id = params.add(question.submissionId);
  const heldBy = toHeldBy(question, params, params.add(question.projectId), addKeys(question, params));
  const isOwn = `lead.LeadId = ${id}`;
  const decidedReason =
    reason === undefined ? `iif(${isOwn}, '${PRIMARY.reason}', '${FOLLOW_UP.reason}')` : params.add(reason);
  return {
    sql: `INSERT INTO LeadSubmissions (LeadId, IsPrimaryLead, ConflictingLeadId, EventType, Reason, FirstTouchJson, ${COLUMNS})
SELECT lead.LeadId, ${isOwn}, ${toConflicting(question, isOwn, heldBy)}, iif(${isOwn}, '${PRIMARY.eventType}', '${FOLLOW_UP.eventType}'), ${decidedReason}, ${params.add(firstTouchJson ?? null)}, ${toCells(row, params)}
FROM ${toKnown(heldBy)} AS lead WHERE ${guard(params)}
${TAKE_OVER}
RETURNING EventType, Reason, PointState, LeadId`,
    params: params.values,
  };
}

/** Another lead of the same person: that of the other identity, or the one before a long silence. */
function toConflicting(question: IdentityQuestion, isOwn: string, heldBy: string): string {
  const former = question.seenAfterMs === undefined ? "NULL" : `iif(${isOwn}, lead.FormerLeadId, NULL)`;
  if (question.identities.length < 2) return former;
  const other = `(SELECT LeadId FROM LeadIdentities WHERE ${heldBy} AND LeadId <> lead.LeadId LIMIT 1)`;
  return former === "NULL" ? other : `coalesce(${other}, ${former})`;
}

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
