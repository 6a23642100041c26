import type * as z from "zod";
import type { Principal } from "../domain/principal.ts";
import type { WholeStatsAnswer } from "../stats/answer.ts";
import type { Marginals, Statistics } from "../stats/port.ts";
import { MAX_CELLS, type STATS_REQUEST } from "../stats/request.ts";

type Question = Omit<z.input<typeof STATS_REQUEST>, "metrics">;

/**
 * One statistics question for the caller who asked; the only way an insight gets a number. Where its groups are too many
 * for its buckets fewer are listed; only buckets that do not fit by themselves are refused.
 */
export type Ask = (question: Question) => Promise<WholeStatsAnswer>;

/** The same, and for questions with buckets also by each of one or two dimensions alone, in their order. */
export interface Asks extends Ask {
  each(question: Question): Promise<WholeStatsAnswer[]>;
}

/** Where an insight's numbers come from. */
export type Asked = Pick<Statistics, "stats"> & Marginals;

export function createAsk(statistics: Asked, principal: Principal): Asks {
  const toRaw = (question: Question) => ({ max_rows: MAX_CELLS, ...question });
  return Object.assign(
    // Rows carry everything, because the question cannot name `metrics`.
    async (question: Question) => (await statistics.stats(toRaw(question), principal)) as WholeStatsAnswer,
    { each: (question: Question) => statistics.marginals(toRaw(question), principal) },
  );
}
