import { Problem } from "../domain/errors.ts";
import type { Arguments } from "./schema.ts";
import { estimateTokens } from "./token-estimate.ts";

/** A little less than the 4,000 tokens that an answer may cost, because it is an estimate. */
const MAX_TOKENS = 3_900;
/** How far below it a second try aims; what is listed differs in length. */
const MARGIN = 0.8;

/** How an answer is made to list less. */
export interface Listing<A> {
  /** The parameter that limits it; the core sums what is left out. */
  readonly limit: string;
  /** How much is listed that can be left out; 0 for a series, which has no rest. */
  readonly count: (answer: A) => number;
}

/** An answer, and to how many of what it would list it was cut. */
export interface Fitting<A> {
  readonly answer: A;
  readonly shortenedTo?: number;
}

/** Whether a conversation has room for an answer. */
export function isFitting(answer: unknown): boolean {
  return toTokens(answer) <= MAX_TOKENS;
}

/**
 * An answer that a conversation has room for: where it is too long, the question is put again with a lower limit.
 * @throws whatever the question does; Problem `too_many_cells` when nothing can be left out
 */
export async function askFitting<A>(
  ask: (input: Arguments) => Promise<A>,
  input: Arguments,
  listing: Listing<A> | undefined,
): Promise<Fitting<A>> {
  const answer = await ask(input);
  if (!listing || isFitting(answer)) return { answer };
  const count = listing.count(answer);
  if (count === 0) throw toRefusal();
  const shortenedTo = Math.max(1, Math.floor((count * MARGIN * MAX_TOKENS) / toTokens(answer)));
  return { answer: await ask({ ...input, [listing.limit]: shortenedTo }), shortenedTo };
}

function toRefusal(): Problem {
  const message = "choose a longer bucket, a shorter period, fewer metrics, or leave compare out";
  return new Problem("too_many_cells", "The series is longer than a conversation has room for.", {
    errors: [{ field: "bucket", message }],
  });
}

function toTokens(answer: unknown): number {
  return estimateTokens(JSON.stringify(answer));
}
