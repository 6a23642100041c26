import type { Claim } from "./claim.ts";
import { type Guard, Params, type Statement } from "./statement.ts";
import { SUBMISSION_TABLES } from "./submission-row.ts";

/** The submission that was received first under an idempotency key. */
export interface ClaimHolder {
  readonly SubmissionId: string;
  readonly BodyHash: string | null;
}

/**
 * Holds unless another submission had the key first, within its window. With `differentBodyWins` one with another
 * body does not count: what was already acknowledged may not be lost.
 */
export function isFirst(claim: Claim, differentBodyWins: boolean): Guard {
  return (params) => {
    const isHolder = toHolderCondition(claim, differentBodyWins, params);
    return SUBMISSION_TABLES.map((table) => `NOT EXISTS (SELECT 1 FROM ${table} WHERE ${isHolder})`).join(
      " AND ",
    );
  };
}

/** Reads the submission that had the key first; where two did, that with the same body. */
export function toHolderStatement(claim: Claim, differentBodyWins: boolean): Statement {
  const params = new Params();
  const isHolder = toHolderCondition(claim, differentBodyWins, params);
  const holders = SUBMISSION_TABLES.map(
    (table) => `SELECT SubmissionId, BodyHash, ReceivedAt FROM ${table} WHERE ${isHolder}`,
  );
  return {
    sql: `SELECT SubmissionId, BodyHash FROM (${holders.join(" UNION ALL ")}) ORDER BY BodyHash IS ${params.add(claim.bodyHash ?? null)} DESC, ReceivedAt LIMIT 1`,
    params: params.values,
  };
}

function toHolderCondition(claim: Claim, differentBodyWins: boolean, params: Params): string {
  const at = (ms: number) => params.add(new Date(claim.receivedMs + ms).toISOString());
  const isWithin = `ReceivedAt > ${at(-claim.windowMs)} AND ReceivedAt < ${at(claim.windowMs)}`;
  const isSame = differentBodyWins ? ` AND BodyHash IS ${params.add(claim.bodyHash ?? null)}` : "";
  return `IdempotencyHash = ${params.add(claim.keyHash)} AND ${isWithin} AND SubmissionId <> ${params.add(claim.submissionId)}${isSame}`;
}
