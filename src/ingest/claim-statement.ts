import { toUtcIso } from "../domain/utc.ts";
import type { Claim } from "./claim.ts";
import { type Guard, Params, type Statement } from "./statement.ts";
import { SUBMISSION_TABLES } from "./submission-row.ts";

/** The submission that was received first under an idempotency key. */
export interface ClaimHolder {
  readonly SubmissionId: string;
  readonly BodyHash: string | null;
}

/**
 * Holds unless a submission had the key first, within its window: of a request also the same one, which a consumer may
 * have finished for it, in whatever table. Of one that was `acknowledged` neither that nor one with another body counts:
 * it may not be lost.
 */
export function isFirst(claim: Claim, acknowledged: boolean): Guard {
  return (params) => {
    const isHolder = toHolderCondition(claim, acknowledged, params);
    return SUBMISSION_TABLES.map((table) => `NOT EXISTS (SELECT 1 FROM ${table} WHERE ${isHolder})`).join(
      " AND ",
    );
  };
}

/** Reads the submission that had the key first; where two did, that with the same body. */
export function toHolderStatement(claim: Claim, acknowledged: boolean): Statement {
  const params = new Params();
  const isHolder = toHolderCondition(claim, acknowledged, params);
  const holders = SUBMISSION_TABLES.map(
    (table) => `SELECT SubmissionId, BodyHash, ReceivedAt FROM ${table} WHERE ${isHolder}`,
  );
  return {
    sql: `SELECT SubmissionId, BodyHash FROM (${holders.join(" UNION ALL ")}) ORDER BY BodyHash IS ${params.add(claim.bodyHash ?? null)} DESC, ReceivedAt LIMIT 1`,
    params: params.values,
  };
}

function toHolderCondition(claim: Claim, acknowledged: boolean, params: Params): string {
  const at = (ms: number) => params.add(toUtcIso(claim.receivedMs + ms));
  const isWithin = `ReceivedAt > ${at(-claim.windowMs)} AND ReceivedAt < ${at(claim.windowMs)}`;
  const isHeld = `IdempotencyHash = ${params.add(claim.keyHash)} AND ${isWithin}`;
  if (!acknowledged) return isHeld;
  return `${isHeld} AND SubmissionId <> ${params.add(claim.submissionId)} AND BodyHash IS ${params.add(claim.bodyHash ?? null)}`;
}
