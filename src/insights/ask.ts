import type * as z from "zod";
import type { Principal } from "../domain/principal.ts";
import type { WholeStatsAnswer } from "../stats/answer.ts";
import type { Statistics } from "../stats/port.ts";
import { MAX_CELLS, type STATS_REQUEST } from "../stats/request.ts";

/**
 * One statistics question for the caller who asked; the only way an insight gets a number. Where its groups are too many
 * for its buckets fewer are listed; only buckets that do not fit by themselves are refused.
 */
export type Ask = (question: Omit<z.input<typeof STATS_REQUEST>, "metrics">) => Promise<WholeStatsAnswer>;

export function createAsk(statistics: Pick<Statistics, "stats">, principal: Principal): Ask {
  // Rows carry everything, because the question cannot name `metrics`.
  return async (question) =>
    (await statistics.stats({ max_rows: MAX_CELLS, ...question }, principal)) as WholeStatsAnswer;
}
