import { FOLLOW_UP, PRIMARY } from "./classify.ts";
import { type Guard, Params, type Statement } from "./statement.ts";
import { SUBMISSION_COLUMNS, type SubmissionColumn, type SubmissionRow } from "./submission-row.ts";
import { ONCE } from "./submission-statement.ts";

/** What decides whose lead a submission is, and what is kept of it, beside the columns of every submission. */
export interface LeadQuestion {
  /** Keys of the sender under retired secrets: they still find, and are not written. */
  readonly formerKeys: readonly string[];
  /** ISO time; an identity last seen at or before it starts a new lead. Never when `undefined`. */
  readonly seenAfter: string | undefined;
  /** JSON of the first touch, as the form remembered it. */
  readonly firstTouchJson?: string | undefined;
  /** Recorded instead of the reason that the identity gives. */
  readonly reason?: string;
}

const COLUMNS = SUBMISSION_COLUMNS.join(", ");

/**
 * Stores a person's submission under their lead: the oldest that holds one of their identities, else their own, which
 * makes it primary. Another lead that one of their identities belongs to, however long ago, is recorded. The identities
 * follow by a trigger.
 */
export function toLeadStatement(row: SubmissionRow, question: LeadQuestion, guard: Guard): Statement {
  const params = new Params();
  const cells = params.list(SUBMISSION_COLUMNS.map((column) => row[column]));
  const { formerKeys } = question;
  const keys =
    formerKeys.length === 0
      ? `${at("EmailKey")}, ${at("PhoneKey")}`
      : params.rows([row.EmailKey, row.PhoneKey, ...formerKeys]);
  const held = `ProjectName = ${at("ProjectName")} AND IdentityKey IN (${keys})`;
  const seenAfter = params.add(question.seenAfter ?? null);
  const isOwn = `lead.LeadId = ${at("SubmissionId")}`;
  const reason =
    question.reason === undefined
      ? `iif(${isOwn}, '${PRIMARY.reason}', '${FOLLOW_UP.reason}')`
      : params.add(question.reason);
  return {
    sql: `INSERT INTO LeadSubmissions (${COLUMNS}, FirstTouchJson, SeenAfter, LeadId, IsPrimaryLead, ConflictingLeadId, EventType, Reason)
SELECT ${cells}, ${params.add(question.firstTouchJson ?? null)}, ${seenAfter}, lead.LeadId, ${isOwn}, iif(lead.Lowest <> lead.LeadId, lead.Lowest, nullif(lead.Highest, lead.LeadId)), iif(${isOwn}, '${PRIMARY.eventType}', '${FOLLOW_UP.eventType}'), ${reason}
FROM (SELECT coalesce(min(iif(${seenAfter} IS NULL OR LastSeenAt > ${seenAfter}, LeadId, NULL)), ${at("SubmissionId")}) AS LeadId, min(LeadId) AS Lowest, max(LeadId) AS Highest FROM LeadIdentities WHERE ${held}) AS lead
WHERE ${guard(params)}
${ONCE}
RETURNING EventType, Reason, PointState, LeadId`,
    params: params.values,
  };
}

/** The placeholder of a row's cell: the row's cells are the first parameters. */
function at(column: SubmissionColumn): string {
  return `?${SUBMISSION_COLUMNS.indexOf(column) + 1}`;
}
