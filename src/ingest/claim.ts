import type { Facts } from "./facts.ts";
import { toSha256 } from "./hash.ts";
import type { Claim } from "./idempotency-statement.ts";
import type { Submission } from "./submission.ts";
import { TEXT_FIELDS, type TextField } from "./submission-fields.ts";

/** How long a key that the sender chose protects. */
export const EXPLICIT_WINDOW_MS = 24 * 3_600_000;
/** How long the same body from the same sender counts as a retry. */
export const IMPLICIT_WINDOW_MS = 10 * 60_000;

/**
 * The idempotency claim of a submission: under the sender's own key, or without one under a hash of credential,
 * project, sender and body. What a page measures anew with every try (times, scroll depth, tokens) is not part of
 * the body, so a form's fallback is the same submission.
 */
export async function toClaim(
  facts: Facts,
  by: { credential: string; projectId: string; submissionId: string; idempotencyKey: string | undefined },
): Promise<Claim> {
  const substance = toSubstance(facts.submission);
  const scope = [by.credential, by.projectId];
  const explicit = by.idempotencyKey !== undefined;
  const parts = explicit
    ? ["key", ...scope, by.idempotencyKey]
    : ["body", ...scope, facts.senderKey ?? "", substance];
  const [keyHash, bodyHash] = await Promise.all([toSha256(JSON.stringify(parts)), toSha256(substance)]);
  return {
    keyHash,
    bodyHash,
    submissionId: by.submissionId,
    receivedMs: facts.receivedMs,
    windowMs: explicit ? EXPLICIT_WINDOW_MS : IMPLICIT_WINDOW_MS,
  };
}

/** What a submission says, in an order of its own. */
function toSubstance(submission: Submission): string {
  const stable = Object.entries(submission.text).filter(
    ([field]) => !("volatile" in TEXT_FIELDS[field as TextField]),
  );
  const byKey = (a: [string, string], b: [string, string]) => (a[0] < b[0] ? -1 : 1);
  return JSON.stringify([stable.sort(byKey), Object.entries(submission.extras).sort(byKey)]);
}
