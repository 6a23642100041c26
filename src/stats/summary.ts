import { toIso } from "../domain/zone.ts";
import type { Engine } from "../engine/engine.ts";
import { toNumber } from "../engine/engine.ts";
import type { SummaryAnswer } from "./answer.ts";
import { type Cell, EMPTY_CELL, toCell } from "./cell.ts";
import { toChanges } from "./change.ts";
import { toEarlierQuery } from "./compare.ts";
import { toMetrics } from "./counters.ts";
import { toChangeSentence, toHeadline } from "./headline.ts";
import { toLink } from "./link.ts";
import { toQuality } from "./quality.ts";
import type { StatsQuery } from "./query.ts";
import { toTotals } from "./rate.ts";
import type { Group } from "./request.ts";
import { PERIOD, toPeriodsStatement } from "./statement.ts";
import type { AnswerOptions } from "./stats.ts";
import { toTable } from "./table.ts";
import { toQueryAnswer, toRow } from "./word.ts";

const TOP_PROJECTS = 5;
const TOP_COUNTRIES = 3;

/**
 * The KPIs of a query's range against the same elapsed part of the period before, in one statement, with the
 * largest projects and countries (one statement each).
 */
export async function toSummaryAnswer(
  engine: Engine,
  query: StatsQuery,
  options: AnswerOptions,
): Promise<SummaryAnswer> {
  const earlier = toEarlierQuery(query, "previous");
  const [kpis, projects, countries] = await Promise.all([
    engine.ask(toPeriodsStatement(query, earlier.range)),
    toTop(engine, query, "project", TOP_PROJECTS),
    toTop(engine, query, "country", TOP_COUNTRIES),
  ]);
  const cellOf = (period: 0 | 1): Cell => {
    const row = kpis.rows.find((candidate) => toNumber(candidate[PERIOD]) === period);
    return row ? toCell(row) : EMPTY_CELL;
  };
  const now = cellOf(1);
  const before = cellOf(0);
  const metrics = toMetrics(now.sums, query.types);
  const metricsBefore = toMetrics(before.sums, query.types);
  const echoed = toQueryAnswer(query);
  return {
    headline: `${toHeadline(query, metrics)} ${toChangeSentence(metrics, metricsBefore)}`,
    query: echoed,
    totals: toTotals(metrics, now),
    comparison: {
      from: toIso(query.timezone, earlier.range.from),
      to: toIso(query.timezone, earlier.range.to),
      totals: toTotals(metricsBefore, before),
      change: toChanges(metrics, metricsBefore),
    },
    top_projects: projects,
    top_countries: countries,
    findings: [],
    quality: toQuality({
      query,
      totals: now,
      neverWritten: kpis.neverWritten,
      retentionDays: options.retentionDays,
    }),
    link: toLink(options.publicUrl, "/analytics/lead-stats/summary", echoed, [
      "from",
      "to",
      "timezone",
      "filters",
    ]),
  };
}

/** The largest groups by primary leads, without the rest. */
async function toTop(engine: Engine, query: StatsQuery, group: Group, limit: number) {
  const top: StatsQuery = { ...query, bucket: "none", groupBy: [group], orderBy: "primary", limit };
  const { rows } = await toTable(engine, top);
  return rows
    .slice(0, limit)
    .filter(({ cell }) => cell !== EMPTY_CELL)
    .map((row) => toRow(top, row));
}
