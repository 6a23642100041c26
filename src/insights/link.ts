import type { WholeStatsAnswer } from "../stats/answer.ts";
import { toLink } from "../stats/link.ts";

/** The REST address of an insight's resolved question, on the host that the statistics link to. */
export function toInsightLink(
  { link }: Pick<WholeStatsAnswer, "link">,
  name: string,
  query: Parameters<typeof toLink>[2],
): string {
  return toLink(link, `/analytics/insights/${name}`, query);
}
