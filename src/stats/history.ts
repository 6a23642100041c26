import { type EventType, METRIC_NAMES, type Metric, RATE_NAMES } from "../domain/dataset.ts";
import { addDays } from "../domain/local-date.ts";
import type { Range } from "../domain/period.ts";
import { toDayStart, toLocalDate, toOffsetSpans } from "../domain/zone.ts";
import { type Engine, toNumber } from "../engine/engine.ts";
import type { MetricChanges } from "./answer.ts";
import { toBucketIndex, toBucketStarts } from "./buckets.ts";
import { type Cell, EMPTY_CELL, sumCells, toCell, toSum } from "./cell.ts";
import { toMetrics } from "./counters.ts";
import { toCountDispersion, toShareDispersion } from "./dispersion.ts";
import { toGrain } from "./grain.ts";
import type { StatsQuery } from "./query.ts";
import { toParts } from "./rate.ts";
import { BUCKET, PERIOD, PERIODS, toFirstStatement, toHistoryStatement } from "./statement.ts";
import { toCountChange, toRateChange } from "./verdict.ts";

/** Whole days looked back on to see how much days differ. */
const HISTORY_DAYS = 28;

/** Daily counts before and during two ranges, from one statement. */
export interface History {
  readonly current: Cell;
  readonly earlier: Cell;
  /** Whole days that are over and known to be counted: those before, in and after the earlier range. */
  readonly days: readonly { readonly segment: "before" | "earlier" | "current"; readonly cell: Cell }[];
  /** Epoch seconds from which on there is data, when the earlier range begins before; then no days are given. */
  readonly since: number | undefined;
  readonly neverWritten: boolean;
}

/** Asks for the days of both ranges and of four weeks before the end: one statement, two where data may begin late. */
export async function toHistory(
  engine: Engine,
  query: StatsQuery,
  earlier: Range,
  retentionDays: number | undefined,
): Promise<History> {
  const history = toHistoryRange(query, earlier);
  const daily: StatsQuery = {
    ...query,
    bucket: "day",
    range: history,
    earlier: undefined,
    spans: toOffsetSpans(query.timezone, history.from, history.to),
  };
  const grain = toGrain(daily);
  if (!grain) throw new TypeError("days have a grain");
  const { rows, neverWritten } = await engine.ask(toHistoryStatement(query, earlier, history, grain));
  const starts = toBucketStarts(daily);
  const days = starts.map(() => EMPTY_CELL);
  const byPeriod = new Map<number, Cell[]>();
  for (const row of rows) {
    const cell = toCell(row);
    const index = toBucketIndex(starts, grain.toMoment(toNumber(row[BUCKET])));
    days[index] = toSum(days[index] ?? EMPTY_CELL, cell);
    const period = toNumber(row[PERIOD]);
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), cell]);
  }
  const first = days.findIndex((cell) => cell !== EMPTY_CELL);
  const { since, knownFrom } = await toCoverage(engine, query, earlier, days[first]?.firstAt, retentionDays);
  const toSegment = (start: number) =>
    start >= query.range.from ? "current" : start >= earlier.from ? "earlier" : "before";
  const isWhole = (index: number) => (starts[index + 1] ?? history.to) <= query.now;
  return {
    current: sumCells(byPeriod.get(PERIODS.current) ?? []),
    earlier: sumCells(byPeriod.get(PERIODS.earlier) ?? []),
    days: days
      .map((cell, index) => ({ cell, index, segment: toSegment(starts[index] ?? 0) }) as const)
      .filter(({ index }) => since === undefined && first >= 0 && isWhole(index))
      .filter(({ index }) => index >= first || (starts[index] ?? 0) >= knownFrom)
      .map(({ segment, cell }) => ({ segment, cell })),
    since,
    neverWritten,
  };
}

interface Coverage {
  /** From when there is data, when that is later than the earlier range begins. */
  readonly since: number | undefined;
  /** From then on a day on which nothing matched is one without, and not one before the data. */
  readonly knownFrom: number;
}

/**
 * Only where nothing matched on the first day of the earlier range the first event of the projects is asked for; that
 * day itself counts as whole.
 */
async function toCoverage(
  engine: Engine,
  query: StatsQuery,
  earlier: Range,
  firstAt: number | undefined,
  retentionDays: number | undefined,
): Promise<Coverage> {
  const isLate = (at: number) => toDayStart(query.timezone, toLocalDate(query.timezone, at)) > earlier.from;
  const keptSince = retentionDays === undefined ? 0 : query.now - retentionDays * 86_400;
  let since = firstAt ?? 0;
  let knownFrom = Number.POSITIVE_INFINITY;
  if (isLate(since)) {
    const { rows } = await engine.ask(toFirstStatement(query, since));
    since = toNumber(rows[0]?.first_at) || since;
    knownFrom = Math.max(since, keptSince);
  }
  const from = Math.max(keptSince, isLate(since) ? since : 0);
  return { since: from > earlier.from ? from : undefined, knownFrom };
}

/** From whole days before both ranges on, up to the end of the current one. */
function toHistoryRange({ range, timezone }: StatsQuery, earlier: Range): Range {
  const lastDay = toLocalDate(timezone, range.to - 1);
  const back = toDayStart(timezone, addDays(lastDay, -HISTORY_DAYS));
  const from = toDayStart(timezone, toLocalDate(timezone, Math.min(back, earlier.from)));
  return { from, to: range.to };
}

/** How every metric and rate moved from the earlier range to the current one. */
export function toChanges(history: History, types: readonly EventType[]): MetricChanges {
  const now = toMetrics(history.current.sums, types);
  const before = toMetrics(history.earlier.sums, types);
  const segments = (["before", "earlier", "current"] as const).map((segment) =>
    history.days.filter((day) => day.segment === segment).map((day) => toMetrics(day.cell.sums, types)),
  );
  const counts = METRIC_NAMES.map((name) => {
    const dispersion = toCountDispersion(segments.map((days) => days.map((day) => day[name])));
    return [name, toCountChange(now[name], before[name], dispersion)];
  });
  const rates = RATE_NAMES.map((name) => {
    const toDay = (day: Record<Metric, number>) => toParts(name, day);
    const dispersion = toShareDispersion(segments.map((days) => days.map(toDay)));
    return [name, toRateChange(toDay(now), toDay(before), dispersion)];
  });
  return Object.fromEntries([...counts, ...rates]) as MetricChanges;
}
