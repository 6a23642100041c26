import type { Claim } from "./claim.ts";
import { LEAD_WINDOW_MS, MESSAGE_WINDOW_MS, SENDER_WINDOW_MS } from "./late-findings.ts";
import { toRowsOf } from "./lead-rows.ts";
import { type Guard, Params, type Statement } from "./statement.ts";

export interface TokenUse {
  readonly SubmissionId: string;
}

/** Marks a form token as used and answers with the submission that used it first. */
export function toTokenStatement(tokenId: string, claim: Claim, guard: Guard): Statement {
  const params = new Params();
  return {
    sql: `INSERT INTO UsedFormTokens (TokenId, SubmissionId, UsedMs)
SELECT ${params.list([tokenId, claim.submissionId, claim.receivedMs])} WHERE ${guard(params)}
ON CONFLICT (TokenId) DO UPDATE SET TokenId = TokenId
RETURNING SubmissionId`,
    params: params.values,
  };
}

export interface Velocity {
  readonly FromSender: number;
  readonly SameMessage: number;
  readonly FromLead: number;
}

/**
 * Counts what came shortly before from the same address, with the same message, and of the same person. What came later
 * is left out: a queued submission is judged as of its receipt.
 */
export function toVelocityStatement(
  submissionId: string,
  senderKey: string | undefined,
  contentKey: string | undefined,
  receivedMs: number,
): Statement {
  const params = new Params();
  const id = params.add(submissionId);
  const at = (ms: number) => params.add(new Date(ms).toISOString());
  const until = at(receivedMs);
  const within = (windowMs: number) => `ReceivedAt > ${at(receivedMs - windowMs)} AND ReceivedAt <= ${until}`;
  const lead = `(SELECT LeadId FROM LeadSubmissions WHERE SubmissionId = ${id})`;
  return {
    sql: `SELECT
(SELECT count(*) FROM LeadSubmissions WHERE SenderKey = ${params.add(senderKey ?? null)} AND ${within(SENDER_WINDOW_MS)} AND SubmissionId <> ${id}) AS FromSender,
(SELECT count(DISTINCT LeadId) FROM LeadSubmissions WHERE ContentKey = ${params.add(contentKey ?? null)} AND ${within(MESSAGE_WINDOW_MS)} AND LeadId <> ${lead}) AS SameMessage,
(SELECT count(*) FROM LeadSubmissions WHERE ${toRowsOf(`= ${lead}`)} AND ${within(LEAD_WINDOW_MS)} AND SubmissionId <> ${id}) AS FromLead`,
    params: params.values,
  };
}
