import { OTHER } from "../domain/label.ts";
import type { Engine } from "../engine/engine.ts";
import { createWatchedEngine } from "../engine/watch.ts";
import type { ValuesAnswer } from "./answer.ts";
import { readCounter } from "./counters.ts";
import { toValuesHeadline } from "./headline.ts";
import { toLink } from "./link.ts";
import { toQuality } from "./quality.ts";
import type { StatsQuery } from "./query.ts";
import { VALUES_REQUEST } from "./request.ts";
import type { AnswerOptions } from "./stats.ts";
import { toTable } from "./table.ts";
import { toWhose } from "./whose.ts";
import { toQueryAnswer } from "./word.ts";

/** The most frequent values of the query's one group. */
export async function toValuesAnswer(
  engine: Engine,
  query: StatsQuery,
  options: AnswerOptions,
): Promise<ValuesAnswer> {
  const watched = createWatchedEngine(engine);
  const table = await toTable(watched, query);
  const dimension = query.groupBy[0] ?? "";
  const echoed = toQueryAnswer(query);
  const values = table.current.rows
    // Below zero is what only takes restored submissions out of their originals, which are listed elsewhere.
    .filter(({ cell, metrics }) => readCounter(cell.sums, "rows_read") && metrics.total >= 0)
    .map(({ labels, metrics }) => ({
      value: labels[0] ?? "",
      total: metrics.total,
      primary: metrics.primary,
    }));
  return {
    headline: toValuesHeadline(
      query,
      values.filter(({ value }) => value !== OTHER).length,
      table,
      toWhose(echoed),
    ),
    dimension,
    query: echoed,
    values,
    quality: toQuality({ query, table, age: watched.age(), retentionDays: options.retentionDays }),
    link: toLink(options.publicUrl, "/analytics/lead-stats/values", { ...echoed, dimension }, VALUES_REQUEST),
  };
}
