import { Problem } from "../domain/errors.ts";
import type { Claim } from "./claim.ts";
import type { ClaimHolder } from "./claim-statement.ts";
import type { Verdict } from "./classify.ts";

export interface Receipt {
  readonly submissionId: string;
  /** What it was counted as; `undefined` for a repetition and while it is queued. Never told to the sender. */
  readonly verdict: Verdict | undefined;
}

/**
 * The receipt of a submission that came before.
 * @throws Problem `invalid_body` when its key was used for another
 */
export function toRepeated(holder: ClaimHolder, claim: Claim): Receipt {
  if (holder.BodyHash === (claim.bodyHash ?? null))
    return { submissionId: holder.SubmissionId, verdict: undefined };
  throw new Problem("invalid_body", "This idempotency key was already used for another submission.", {
    errors: [{ field: "Idempotency-Key", message: "use a new key for a new submission" }],
  });
}
