import type * as z from "zod";
import type { Principal } from "../domain/principal.ts";
import type { StatsAnswer } from "../stats/answer.ts";
import type { Statistics } from "../stats/port.ts";
import type { STATS_REQUEST } from "../stats/request.ts";

/** One statistics question for the caller who asked; the only way an insight gets a number. */
export type Ask = (question: z.input<typeof STATS_REQUEST>) => Promise<StatsAnswer>;

export function createAsk(statistics: Pick<Statistics, "stats">, principal: Principal): Ask {
  return (question) => statistics.stats(question, principal);
}
