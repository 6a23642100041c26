import type { EventType } from "../domain/dataset.ts";
import { FOLLOW_UP, PRIMARY, type Verdict } from "./classify.ts";
import { type IdentityQuestion, toHeldBy, toKnown } from "./identity-statement.ts";
import { type Guard, Params, type Statement } from "./statement.ts";
import type { Cell, PointState, SubmissionRow } from "./submission-row.ts";

export interface StoredSubmission {
  readonly SubmissionId: string;
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

/**
 * Stores a person's submission under their lead, as primary exactly when the lead is the submission's own.
 * @param reason recorded instead of the one that the identity gives
 */
export function toLeadSubmissionStatement(
  row: SubmissionRow,
  question: IdentityQuestion,
  guard: Guard,
  reason?: string,
): Statement {
  const params = new Params();
  const id = params.add(question.submissionId);
  const pick = (primary: string, followUp: string) =>
    `iif(lead.LeadId = ${id}, ${params.add(primary)}, ${params.add(followUp)})`;
  const decided = {
    LeadId: "lead.LeadId",
    IsPrimaryLead: `lead.LeadId = ${id}`,
    ConflictingLeadId: toConflicting(question, id, params),
    EventType: pick(PRIMARY.eventType, FOLLOW_UP.eventType),
    Reason: reason === undefined ? pick(PRIMARY.reason, FOLLOW_UP.reason) : params.add(reason),
  };
  return {
    sql: `INSERT INTO LeadSubmissions (${[...Object.keys(row), ...Object.keys(decided)].join(", ")})
SELECT ${[toCells(row, params), ...Object.values(decided)].join(", ")}
FROM ${toKnown(question, params)} AS lead WHERE ${guard(params)}
${TAKE_OVER}
RETURNING SubmissionId, EventType, Reason, PointState, LeadId`,
    params: params.values,
  };
}

/** Another lead of the same person: that of the other identity, or the one before a long silence. */
function toConflicting(question: IdentityQuestion, id: string, params: Params): string {
  const former =
    question.seenAfterMs === undefined ? "NULL" : `iif(lead.LeadId = ${id}, lead.FormerLeadId, NULL)`;
  if (question.identities.length < 2) return former;
  const other = `(SELECT LeadId FROM LeadIdentities WHERE ${toHeldBy(question, params)} AND LeadId <> lead.LeadId LIMIT 1)`;
  return former === "NULL" ? other : `coalesce(${other}, ${former})`;
}

/** Stores a submission that is no lead: a test, or a filtered one with the event to take back when it is restored. */
export function toFilteredStatement(
  table: "TestingLeads" | "BlockedIPLeads",
  row: SubmissionRow,
  verdict: Verdict,
  guard: Guard,
): Statement {
  const params = new Params();
  const full = { ...row, EventType: verdict.eventType, Reason: verdict.reason };
  return {
    sql: `INSERT INTO ${table} (${Object.keys(full).join(", ")})
SELECT ${toCells(full, params)} WHERE ${guard(params)}
${TAKE_OVER}
RETURNING SubmissionId, EventType, Reason, PointState`,
    params: params.values,
  };
}

/** Brings the lead of a stored submission up to date: creates it from its first, records the last touch of the rest. */
export function toLeadStatement(submissionId: string, firstTouchJson: string | undefined): Statement {
  const copied = [
    "ProjectName",
    "ProjectSource",
    "EnquiryDateTime",
    "SubmittedAt",
    "ReceivedAt",
    "ContactName",
    "ContactEmail",
    "ContactPhone",
    "ContactCity",
    "ContactRegion",
    "ContactCountry",
    "ContactMessage",
    "EngagementScore",
    "EngagementLabel",
    "SuspicionScore",
    "SuspicionReasons",
    "VpnSuspected",
  ].join(", ");
  const params = new Params();
  const id = params.add(submissionId);
  const firstTouch = firstTouchJson === undefined ? "TouchJson" : params.add(firstTouchJson);
  return {
    sql: `INSERT INTO Leads (LeadId, FirstTouchJson, LastTouchJson, LastSubmissionId, LastReceivedAt, ${copied})
SELECT LeadId, ${firstTouch}, TouchJson, SubmissionId, ReceivedAt, ${copied}
FROM LeadSubmissions WHERE SubmissionId = ${id}
ON CONFLICT (LeadId) DO UPDATE SET LastTouchJson = excluded.LastTouchJson, LastSubmissionId = excluded.LastSubmissionId, LastReceivedAt = excluded.LastReceivedAt
WHERE excluded.LastReceivedAt >= LastReceivedAt`,
    params: params.values,
  };
}

function toCells(row: Readonly<Record<string, Cell>>, params: Params): string {
  return params.list(Object.values(row));
}
