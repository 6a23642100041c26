import type * as z from "zod";
import type { Principal } from "../domain/principal.ts";
import type { WholeStatsAnswer } from "../stats/answer.ts";
import type { Statistics } from "../stats/port.ts";
import type { STATS_REQUEST } from "../stats/request.ts";

/** One statistics question for the caller who asked; the only way an insight gets a number. */
export type Ask = (question: Omit<z.input<typeof STATS_REQUEST>, "metrics">) => Promise<WholeStatsAnswer>;

export function createAsk(statistics: Pick<Statistics, "stats">, principal: Principal): Ask {
  // Rows carry everything, because the question cannot name `metrics`.
  return async (question) => (await statistics.stats(question, principal)) as WholeStatsAnswer;
}
