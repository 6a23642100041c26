import { toIso } from "../domain/zone.ts";
import type { Engine } from "../engine/engine.ts";
import { createWatchedEngine } from "../engine/watch.ts";
import type { Comparison, StatsAnswer } from "./answer.ts";
import { toMetrics } from "./counters.ts";
import { toHeadline } from "./headline.ts";
import { toChanges, toHistory } from "./history.ts";
import { toLink } from "./link.ts";
import { toQuality } from "./quality.ts";
import type { StatsQuery } from "./query.ts";
import { toTotals } from "./rate.ts";
import { STATS_REQUEST } from "./request.ts";
import { type Side, toTable } from "./table.ts";
import { toQueryAnswer, toRow } from "./word.ts";

export interface AnswerOptions {
  /** Origin under which this Worker is reached; links begin with it. */
  readonly publicUrl: string;
  readonly retentionDays?: number | undefined;
}

/** Buckets and groups of a query, with what was compared. A comparison costs one statement more. */
export async function toStatsAnswer(
  engine: Engine,
  query: StatsQuery,
  options: AnswerOptions,
): Promise<StatsAnswer> {
  const watched = createWatchedEngine(engine);
  const table = await toTable(watched, query);
  const { current, earlier } = table;
  const metrics = toMetrics(current.totals.sums, query.types);
  const echoed = toQueryAnswer(query);
  return {
    headline: toHeadline(query, metrics),
    query: echoed,
    totals: toTotals(metrics, current.totals, query.types),
    rows: current.rows.map((row) => toRow(query, row)),
    ...(earlier ? { comparison: await toComparison(watched, query, earlier) } : {}),
    quality: toQuality({ query, table, age: watched.age(), retentionDays: options.retentionDays }),
    link: toLink(options.publicUrl, "/analytics/lead-stats", echoed, STATS_REQUEST),
  };
}

async function toComparison(engine: Engine, query: StatsQuery, side: Side): Promise<Comparison> {
  const range = query.earlier ?? query.range;
  const history = await toHistory(engine, query, range);
  return {
    from: toIso(query.timezone, range.from),
    to: toIso(query.timezone, range.to),
    totals: toTotals(toMetrics(side.totals.sums, query.types), side.totals, query.types),
    rows: side.rows.map((row) => toRow(query, row)),
    change: toChanges(history, query.types),
  };
}
