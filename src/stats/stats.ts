import { toIso } from "../domain/zone.ts";
import type { Engine } from "../engine/engine.ts";
import type { Comparison, StatsAnswer } from "./answer.ts";
import { toChanges } from "./change.ts";
import { toEarlierQuery } from "./compare.ts";
import { toMetrics } from "./counters.ts";
import { toHeadline } from "./headline.ts";
import { toLink } from "./link.ts";
import { toQuality } from "./quality.ts";
import type { StatsQuery } from "./query.ts";
import { toTotals } from "./rate.ts";
import { type Table, toTable } from "./table.ts";
import { toQueryAnswer, toRow } from "./word.ts";

export interface AnswerOptions {
  /** Origin under which this Worker is reached; links begin with it. */
  readonly publicUrl: string;
  readonly retentionDays?: number | undefined;
}

/** Buckets and groups of a query, with what was compared. */
export async function toStatsAnswer(
  engine: Engine,
  query: StatsQuery,
  options: AnswerOptions,
): Promise<StatsAnswer> {
  const table = await toTable(engine, query);
  const metrics = toMetrics(table.totals.sums, query.types);
  const echoed = toQueryAnswer(query);
  return {
    headline: toHeadline(query, metrics),
    query: echoed,
    totals: toTotals(metrics, table.totals),
    rows: table.rows.map((row) => toRow(query, row)),
    ...(query.compare === "none"
      ? {}
      : { comparison: await toComparison(engine, query, query.compare, table) }),
    quality: toQuality({ query, ...table, retentionDays: options.retentionDays }),
    link: toLink(options.publicUrl, "/analytics/lead-stats", echoed, [
      "from",
      "to",
      "timezone",
      "bucket",
      "group_by",
      "filters",
      "compare",
      "order_by",
      "limit",
    ]),
  };
}

async function toComparison(
  engine: Engine,
  query: StatsQuery,
  compare: "previous" | "previous_weekday_aligned",
  table: Table,
): Promise<Comparison> {
  const earlier = toEarlierQuery(query, compare);
  const before = await toTable(engine, earlier);
  const metrics = toMetrics(before.totals.sums, query.types);
  return {
    from: toIso(query.timezone, earlier.range.from),
    to: toIso(query.timezone, earlier.range.to),
    totals: toTotals(metrics, before.totals),
    rows: before.rows.map((row) => toRow(earlier, row)),
    change: toChanges(toMetrics(table.totals.sums, query.types), metrics),
  };
}
