import type { Facts } from "./facts.ts";
import { toSha256Base64 } from "./hash.ts";
import type { Submission } from "./submission.ts";
import { TEXT_FIELDS, type TextField } from "./submission-fields.ts";

/** One try to send something: who tries, under which key, and what it was. */
export interface Claim {
  readonly keyHash: string;
  /** `undefined` where the key alone decides: one made from the body, and the lead id of a webhook. */
  readonly bodyHash: string | undefined;
  readonly submissionId: string;
  readonly receivedMs: number;
  /** How long the key protects, in milliseconds. */
  readonly windowMs: number;
}

/** How long a key that the sender chose protects. */
const EXPLICIT_WINDOW_MS = 24 * 3_600_000;
/** How long the same body from the same sender counts as a retry. */
const IMPLICIT_WINDOW_MS = 10 * 60_000;

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
  const key = explicit
    ? JSON.stringify(["key", ...scope, by.idempotencyKey])
    : JSON.stringify(["body", ...scope, facts.senderKey ?? ""]) + substance;
  return {
    keyHash: await toSha256Base64(key),
    bodyHash: explicit && facts.mode !== "webhook" ? await toSha256Base64(substance) : undefined,
    submissionId: by.submissionId,
    receivedMs: facts.receivedMs,
    windowMs: explicit ? EXPLICIT_WINDOW_MS : IMPLICIT_WINDOW_MS,
  };
}

const STABLE_FIELDS = (Object.keys(TEXT_FIELDS) as TextField[]).filter(
  (field) => !("volatile" in TEXT_FIELDS[field]),
);

/** What a submission says, in an order of its own. */
function toSubstance({ text, extras }: Submission): string {
  const names = Object.keys(extras).sort();
  return JSON.stringify([
    STABLE_FIELDS.map((field) => text[field]),
    names.map((name) => [name, extras[name]]),
  ]);
}
