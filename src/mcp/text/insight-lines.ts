import type { Method } from "../../insights/answer.ts";
import type { Quality, QueryAnswer } from "../../stats/answer.ts";
import { toQualityLine } from "./quality-line.ts";
import { toQueryLine } from "./query-line.ts";

/** The parts every insight answers with. */
interface Insight {
  readonly headline: string;
  readonly status: "ok" | "not_enough_data";
  readonly query: Pick<QueryAnswer, "from" | "to" | "timezone" | "filters">;
  readonly method: Method;
  readonly quality: Quality;
}

/**
 * An insight in compact words: its headline and question, its own lines where there is enough data, and in one line
 * each what the method claims and what the numbers rest on.
 * @param asked what else was asked, e.g. `counting primary`
 */
export function toInsightText(
  answer: Insight,
  asked: readonly string[],
  lines: () => readonly string[],
): string {
  return [
    answer.headline,
    [toQueryLine(answer.query), ...asked].join("; "),
    ...(answer.status === "ok" ? lines() : []),
    toMethodLine(answer.method),
    toQualityLine(answer.quality),
  ].join("\n");
}

function toMethodLine({ name, interval, minimum }: Method): string {
  return `Method: ${name}, ${Math.round(interval * 100)} % intervals. ${minimum}`;
}
