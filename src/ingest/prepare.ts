import type { Project } from "../domain/project.ts";
import { type Assessment, toAssessment } from "./assessment.ts";
import { type Claim, toClaim } from "./claim.ts";
import type { Facts } from "./facts.ts";
import type { FormTokens } from "./form-token.ts";
import { toSha256Base64 } from "./hash.ts";
import { type IdentityHasher, type IdentityKeys, toIdentities } from "./identity.ts";
import type { Intake } from "./intake.ts";
import { toFacts } from "./to-facts.ts";

/** A submission with all that can be said of it before the database is asked. */
export interface Prepared {
  readonly intake: Intake;
  readonly project: Project;
  readonly facts: Facts;
  readonly assessment: Assessment;
  readonly claim: Claim;
  readonly identities: readonly IdentityKeys[];
  readonly contentKey: string | undefined;
}

export interface PrepareOptions {
  readonly identity: IdentityHasher;
  readonly tokens: FormTokens | undefined;
}

/** A message shorter than this is repeated by chance. */
const MIN_REPEATED_CHARS = 20;

/**
 * Prepares a submission; the same intake always gives the same result.
 * @throws Problem `invalid_body`
 */
export async function prepare(
  options: PrepareOptions,
  intake: Intake,
  project: Project | undefined,
): Promise<Prepared> {
  const { submission, connection, receivedMs } = intake;
  const token =
    connection && options.tokens && project
      ? await options.tokens.read(submission.text.form_token, project.id, receivedMs)
      : undefined;
  const facts = toFacts(submission, project, {
    mode: intake.mode,
    connection,
    token,
    turnstile: intake.turnstile,
    receivedMs,
  });
  if (!project) throw new TypeError("facts without a project");
  const [claim, contentKey, identities] = await Promise.all([
    toClaim(facts, {
      credential: intake.credential,
      projectId: project.id,
      submissionId: intake.submissionId,
      idempotencyKey: intake.idempotencyKey ?? submission.text.idempotency_key,
    }),
    toContentKey(facts),
    toIdentities(options.identity, facts.email, facts.phone),
  ]);
  return { intake, project, facts, assessment: toAssessment(facts), claim, identities, contentKey };
}

function toContentKey({ connection, submission }: Facts): Promise<string> | undefined {
  if (!connection) return undefined;
  const words = (submission.text.message ?? "")
    .toLowerCase()
    .replace(/[\s\p{P}\d]+/gu, " ")
    .trim();
  return words.length >= MIN_REPEATED_CHARS ? toSha256Base64(words) : undefined;
}
