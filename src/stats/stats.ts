import type { Range } from "../domain/period.ts";
import { toIso } from "../domain/zone.ts";
import type { Engine } from "../engine/engine.ts";
import { type Age, createWatchedEngine } from "../engine/watch.ts";
import type { WholeStatsAnswer } from "./answer.ts";
import { checkBuckets } from "./cell-limit.ts";
import { toMetrics } from "./counters.ts";
import { toChangeSentence, toHeadline } from "./headline.ts";
import { type History, toChanges, toHistory } from "./history.ts";
import { toLink } from "./link.ts";
import { toMarginalTables } from "./marginals.ts";
import { toQuality } from "./quality.ts";
import type { StatsQuery } from "./query.ts";
import { toTotals } from "./rate.ts";
import { STATS_REQUEST } from "./request.ts";
import { type Side, type Table, toTable } from "./table.ts";
import { toWhose } from "./whose.ts";
import { toQueryAnswer, toRows } from "./word.ts";

export interface AnswerOptions {
  /** Origin under which this Worker is reached; links begin with it. */
  readonly publicUrl: string;
  readonly retentionDays?: number | undefined;
}

/**
 * Buckets and groups of a query, with what was compared. A comparison costs one statement more, two where data may begin
 * late.
 */
export async function toStatsAnswer(
  engine: Engine,
  query: StatsQuery,
  options: AnswerOptions,
): Promise<WholeStatsAnswer> {
  checkBuckets(query);
  const watched = createWatchedEngine(engine);
  const [table, history] = await Promise.all([
    toTable(watched, query),
    query.earlier && toHistory(watched, query, query.earlier, options.retentionDays),
  ]);
  return toWorded(query, table, { history, age: watched.age() }, options);
}

/**
 * The same question by each of one or two dimensions alone, in their order, for the two statements of one question. By
 * buckets and without comparison.
 */
export async function toMarginalAnswers(
  engine: Engine,
  queries: readonly [StatsQuery, ...StatsQuery[]],
  options: AnswerOptions,
): Promise<WholeStatsAnswer[]> {
  const [first, second] = queries;
  if (!second) return [await toStatsAnswer(engine, first, options)];
  checkBuckets(first);
  const watched = createWatchedEngine(engine);
  const tables = await toMarginalTables(watched, [first, second]);
  const known = { history: undefined, age: watched.age() };
  return tables.map((table, at) => toWorded(at === 0 ? first : second, table, known, options));
}

interface Known {
  /** Of a comparison. */
  readonly history: History | undefined;
  readonly age: Age | undefined;
}

function toWorded(
  query: StatsQuery,
  table: Table,
  { history, age }: Known,
  options: AnswerOptions,
): WholeStatsAnswer {
  const { current, earlier } = table;
  const metrics = toMetrics(current.totals.sums, query.types);
  const compared =
    query.earlier && earlier && history ? toComparison(query, query.earlier, earlier, history) : undefined;
  const echoed = toQueryAnswer(query);
  return {
    headline: toHeadline(query, metrics, toWhose(echoed)) + (compared?.sentence ?? ""),
    query: echoed,
    totals: toTotals(metrics, current.totals, query.types),
    rows: toRows(query, current.rows),
    ...(compared ? { comparison: compared.comparison } : {}),
    quality: toQuality({
      query,
      table,
      age,
      retentionDays: options.retentionDays,
      comparedSince: history?.since,
    }),
    link: toLink(options.publicUrl, "/analytics/lead-stats", echoed, STATS_REQUEST),
  };
}

function toComparison(query: StatsQuery, range: Range, { totals, rows }: Side, history: History) {
  const change = toChanges(history, query.types);
  // What the change was told of; the rows may have been counted at another moment.
  const { primary } = toMetrics(history.earlier.sums, query.types);
  return {
    sentence: toChangeSentence(query, change.primary, primary, range, history.since),
    comparison: {
      from: toIso(query.timezone, range.from),
      to: toIso(query.timezone, range.to),
      totals: toTotals(toMetrics(totals.sums, query.types), totals, query.types),
      rows: toRows(query, rows),
      change,
    },
  };
}
