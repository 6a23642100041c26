import type { Claim } from "./claim.ts";
import { type Guard, Params, type Statement } from "./statement.ts";

/** The submission that was received first under an idempotency key. */
export interface ClaimHolder {
  readonly SubmissionId: string;
  readonly BodyHash: string | null;
}

/** Every table of submissions; a claim is part of the row it led to. */
const TABLES = ["LeadSubmissions", "TestingLeads", "BlockedIPLeads"];

/**
 * Holds unless another submission had the key first, within its window. With `differentBodyWins` one with another
 * body does not count: what was already acknowledged may not be lost.
 */
export function isFirst(claim: Claim, differentBodyWins: boolean): Guard {
  return (params) => {
    const isHolder = toHolderCondition(claim, differentBodyWins, params);
    return TABLES.map((table) => `NOT EXISTS (SELECT 1 FROM ${table} WHERE ${isHolder})`).join(" AND ");
  };
}

/** Reads the submission that had the key first. */
export function toHolderStatement(claim: Claim, differentBodyWins: boolean): Statement {
  const params = new Params();
  const isHolder = toHolderCondition(claim, differentBodyWins, params);
  const holders = TABLES.map(
    (table) => `SELECT SubmissionId, BodyHash, ReceivedAt FROM ${table} WHERE ${isHolder}`,
  );
  return {
    sql: `SELECT SubmissionId, BodyHash FROM (${holders.join(" UNION ALL ")}) ORDER BY ReceivedAt LIMIT 1`,
    params: params.values,
  };
}

function toHolderCondition(claim: Claim, differentBodyWins: boolean, params: Params): string {
  const at = (ms: number) => params.add(new Date(claim.receivedMs + ms).toISOString());
  const isWithin = `ReceivedAt > ${at(-claim.windowMs)} AND ReceivedAt < ${at(claim.windowMs)}`;
  const isSame = differentBodyWins ? ` AND BodyHash IS ${params.add(claim.bodyHash ?? null)}` : "";
  return `IdempotencyHash = ${params.add(claim.keyHash)} AND ${isWithin} AND SubmissionId <> ${params.add(claim.submissionId)}${isSame}`;
}
