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
  readonly count: (answer: A) => number;
}

/** Whether a conversation has room for an answer. */
export function isFitting(answer: unknown): boolean {
  return toTokens(answer) <= MAX_TOKENS;
}

/**
 * An answer that a conversation has room for: where it is too long, the question is put again with a lower limit.
 * @throws whatever the question does; with a lower limit also Problem `too_many_cells`
 */
export async function askFitting<A>(
  ask: (input: Arguments) => Promise<A>,
  input: Arguments,
  listing: Listing<A> | undefined,
): Promise<A> {
  const answer = await ask(input);
  if (!listing || isFitting(answer)) return answer;
  const fitting = (listing.count(answer) * MARGIN * MAX_TOKENS) / toTokens(answer);
  return ask({ ...input, [listing.limit]: Math.max(1, Math.floor(fitting)) });
}

function toTokens(answer: unknown): number {
  return estimateTokens(JSON.stringify(answer));
}
