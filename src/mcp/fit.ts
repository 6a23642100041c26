import { type FieldError, Problem } from "../domain/errors.ts";
import type { Warning } from "../stats/answer.ts";
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
  /** A series without what its rows can do without. */
  readonly toLean?: (answer: A) => A;
  /** What would make a series shorter. */
  readonly toShorter?: (answer: A) => FieldError;
}

/** An answer, and what it lacks of what it would have held. */
export interface Fitting<A> {
  readonly answer: A;
  readonly warnings: readonly Warning[];
}

/** Whether a conversation has room for an answer. */
export function isFitting(answer: unknown): boolean {
  return toTokens(answer) <= MAX_TOKENS;
}

/**
 * An answer that a conversation has room for: where it is too long, the question is put again with a lower limit, or a
 * series loses what its rows can do without.
 * @throws whatever the question does; Problem `too_many_cells` when nothing can be left out
 */
export async function askFitting<A>(
  ask: (input: Arguments) => Promise<A>,
  input: Arguments,
  listing: Listing<A> | undefined,
): Promise<Fitting<A>> {
  const answer = await ask(input);
  if (!listing || isFitting(answer)) return { answer, warnings: [] };
  const count = listing.count(answer);
  if (count === 0) return toFittingSeries(answer, listing);
  const limit = Math.max(1, Math.floor((count * MARGIN * MAX_TOKENS) / toTokens(answer)));
  try {
    return { answer: await ask({ ...input, [listing.limit]: limit }), warnings: [toShortened(FIRST)] };
  } catch (error) {
    // The fewest rows that it can have are too many still.
    if (error instanceof Problem && error.code === "too_many_cells") return toFittingSeries(answer, listing);
    throw error;
  }
}

function toFittingSeries<A>(answer: A, { toLean, toShorter }: Listing<A>): Fitting<A> {
  const lean = toLean?.(answer);
  if (lean && isFitting(lean)) return { answer: lean, warnings: [toShortened(LEAN)] };
  const errors = toShorter ? [toShorter(answer)] : [];
  throw new Problem("too_many_cells", "The answer is longer than a conversation has room for.", { errors });
}

const FIRST =
  "Only the first fit into a conversation; narrow the question, or open link with a higher limit.";
const LEAN = "Rows come without their intervals, which do not fit into a conversation; link has them.";

function toShortened(message: string): Warning {
  return { code: "shortened", message };
}

function toTokens(answer: unknown): number {
  return estimateTokens(JSON.stringify(answer));
}
