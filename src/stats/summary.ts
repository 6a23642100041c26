import { toIso } from "../domain/zone.ts";
import type { Engine } from "../engine/engine.ts";
import { createWatchedEngine } from "../engine/watch.ts";
import type { SummaryAnswer } from "./answer.ts";
import { toEarlierRange } from "./compare.ts";
import { toMetrics } from "./counters.ts";
import type { TableRow } from "./grid.ts";
import { toChangeSentence, toHeadline } from "./headline.ts";
import { toChanges, toHistory } from "./history.ts";
import { toLink } from "./link.ts";
import { toQuality } from "./quality.ts";
import type { StatsQuery } from "./query.ts";
import { toTotals } from "./rate.ts";
import { SUMMARY_REQUEST } from "./request.ts";
import type { AnswerOptions } from "./stats.ts";
import { toTable } from "./table.ts";
import { toWhose } from "./whose.ts";
import { toQueryAnswer, toRows } from "./word.ts";

/** How many of each are listed. */
const TOP = { project: 5, country: 3 } as const;

/**
 * The KPIs of a query's range against the same elapsed part of the period before, in one statement, with the
 * largest projects and countries (one statement each).
 */
export async function toSummaryAnswer(
  engine: Engine,
  query: StatsQuery,
  options: AnswerOptions,
): Promise<SummaryAnswer> {
  const earlier = toEarlierRange(query.range, query.timezone, "previous", query.now);
  const watched = createWatchedEngine(engine);
  const [history, projects, countries] = await Promise.all([
    toHistory(watched, query, earlier, options.retentionDays),
    askTop(watched, toTop(query, "project")),
    askTop(watched, toTop(query, "country")),
  ]);
  const metrics = toMetrics(history.current.sums, query.types);
  const before = toMetrics(history.earlier.sums, query.types);
  const change = toChanges(history, query.types);
  const echoed = toQueryAnswer(query);
  return {
    headline:
      toHeadline(query, metrics, toWhose(echoed)) +
      toChangeSentence(query, change.primary, before.primary, earlier, history.since),
    query: echoed,
    totals: toTotals(metrics, history.current, query.types),
    comparison: {
      from: toIso(query.timezone, earlier.from),
      to: toIso(query.timezone, earlier.to),
      totals: toTotals(before, history.earlier, query.types),
      change,
    },
    top_projects: toRows(toTop(query, "project"), projects),
    top_countries: toRows(toTop(query, "country"), countries),
    findings: [],
    quality: toQuality({
      query,
      table: {
        ...NO_GROUPS,
        current: { totals: history.current, rows: [...projects, ...countries] },
        neverWritten: history.neverWritten,
      },
      age: watched.age(),
      retentionDays: options.retentionDays,
      comparedSince: history.since,
    }),
    link: toLink(options.publicUrl, "/analytics/lead-stats/summary", echoed, SUMMARY_REQUEST),
  };
}

const NO_GROUPS = { earlier: undefined, folded: 0, isLimited: false, unknownShare: {} };

/** The largest groups by primary leads. */
function toTop(query: StatsQuery, group: keyof typeof TOP): StatsQuery {
  return { ...query, bucket: "none", groupBy: [group], orderBy: "primary", limit: TOP[group] };
}

/** The groups that a query lists, without the rest. */
async function askTop(engine: Engine, top: StatsQuery): Promise<readonly TableRow[]> {
  return (await toTable(engine, top)).current.rows.slice(0, top.limit);
}
