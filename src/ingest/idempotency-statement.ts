import { type Guard, Params, type Statement } from "./statement.ts";

/** One try to send something: who tries, under which key, and what it was. */
export interface Claim {
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly submissionId: string;
  readonly receivedMs: number;
  /** How long the key protects, in milliseconds. */
  readonly windowMs: number;
}

export interface ClaimHolder {
  readonly SubmissionId: string;
  readonly BodyHash: string;
}

/**
 * Claims an idempotency key and always answers with its holder. A holder from outside the window gives way; so does
 * one with another body when `differentBodyWins`, for a submission that was already acknowledged and may not be lost.
 */
export function toClaimStatement(claim: Claim, differentBodyWins: boolean): Statement {
  const params = new Params();
  const values = params.list([
    claim.keyHash,
    claim.submissionId,
    claim.bodyHash,
    claim.receivedMs,
    claim.windowMs,
  ]);
  const gives = `(abs(excluded.ReceivedMs - ReceivedMs) >= excluded.WindowMs${differentBodyWins ? " OR BodyHash <> excluded.BodyHash" : ""})`;
  const take = (column: string) => `${column} = iif(${gives}, excluded.${column}, ${column})`;
  return {
    sql: `INSERT INTO IdempotencyKeys (KeyHash, SubmissionId, BodyHash, ReceivedMs, WindowMs) VALUES (${values})
ON CONFLICT (KeyHash) DO UPDATE SET ${["SubmissionId", "BodyHash", "ReceivedMs"].map(take).join(", ")}
RETURNING SubmissionId, BodyHash`,
    params: params.values,
  };
}

/** Holds while the claim is ours. */
export function holdsClaim(claim: Claim): Guard {
  return (params) =>
    `EXISTS (SELECT 1 FROM IdempotencyKeys WHERE KeyHash = ${params.add(claim.keyHash)} AND SubmissionId = ${params.add(claim.submissionId)})`;
}
