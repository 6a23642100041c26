import { METRIC_NAMES } from "../domain/dataset.ts";
import { toIso } from "../domain/zone.ts";
import type { Age } from "../engine/watch.ts";
import type { Quality, Warning } from "./answer.ts";
import { readCounter, toMetric, toMetrics } from "./counters.ts";
import { toCuts } from "./cut.ts";
import { toPeriodWarnings } from "./period-warnings.ts";
import type { StatsQuery } from "./query.ts";
import type { Side, Table } from "./table.ts";
import { toMomentWords, toPlural } from "./words.ts";

export interface QualityInput {
  readonly query: StatsQuery;
  readonly table: Table;
  /** How old the rows are; undefined: as old as the question. */
  readonly age?: Age | undefined;
  /** Days after which the store forgets; `undefined` keeps everything. */
  readonly retentionDays?: number | undefined;
  /** Epoch seconds from which on there is data, when the compared range begins before. */
  readonly comparedSince?: number | undefined;
}

/** So long after the start of a period its first event may be the first of all. */
const LATE_START_S = 86_400;
/** Fewer data points than this make a weak estimate. */
const FEW_ROWS = 30;
/** Ids that a warning lists at most. */
const MAX_NAMED = 5;
const LAG_NOTE = "New events can take up to three minutes to appear.";

/** What a reader must know before trusting the numbers. */
export function toQuality(input: QualityInput): Quality {
  const { query, table } = input;
  const { totals } = table.current;
  const moment = (epochS: number | undefined) =>
    epochS === undefined ? null : toIso(query.timezone, epochS);
  return {
    source: "analytics_engine",
    sampled: totals.maxInterval > 1,
    rows_read: readCounter(totals.sums, "rows_read"),
    first_event: moment(totals.firstAt),
    last_event: moment(totals.lastAt),
    late_events: readCounter(totals.sums, "late"),
    unknown_share: table.unknownShare,
    open_period: query.range.to > query.now,
    lag_note: LAG_NOTE,
    warnings: toWarnings(input),
  };
}

function toWarnings({ query, table, age, retentionDays, comparedSince }: QualityInput): Warning[] {
  const { folded, isLimited, neverWritten } = table;
  const { totals } = table.current;
  const { range, now, unknownProjects } = query;
  const rows = readCounter(totals.sums, "rows_read");
  const late = readCounter(totals.sums, "late");
  const isSampled = totals.maxInterval > 1;
  const total = toMetric(totals.sums, query.types, "total");
  const few = isSampled ? rows : total;
  const oldest = retentionDays === undefined ? range.from : now - retentionDays * 86_400;
  const found: (Warning | false)[] = [
    age?.stale === true && toStale(query, age.asOf ?? now),
    neverWritten && { code: "no_data_yet", message: "Nothing has been recorded yet." },
    !neverWritten && rows === 0 && { code: "no_events", message: "No event matches in this period." },
    unknownProjects.length > 0 && {
      code: "unknown_project",
      message: 'The directory of projects has no project with the id under "named".',
      labels: { named: unknownProjects.slice(0, MAX_NAMED) },
    },
    ...toPeriodWarnings(range, now),
    oldest > range.from && {
      code: "retention",
      message: `Events are kept for ${retentionDays} days; the period before ${toMomentWords(query.timezone, oldest)} is empty for that reason.`,
    },
    isLateStart(query, totals.firstAt) && {
      code: "late_start",
      message: `No event of this period is from before ${toMomentWords(query.timezone, totals.firstAt ?? 0)}: perhaps the data begins there, and zeros before it say nothing.`,
    },
    comparedSince !== undefined && {
      code: "partial_comparison",
      message: `There is data only from ${toMomentWords(query.timezone, comparedSince)} on; the compared period begins earlier, so no rise or fall can be read from it.`,
    },
    ...toCuts(query),
    isSampled && {
      code: "sampled",
      message: `Counts are estimates: ${rows} stored data points stand for ${total} events.`,
    },
    rows > 0 &&
      few < FEW_ROWS && {
        code: "few_events",
        message: `Only ${few} ${toPlural(isSampled ? "data point" : "event", few)}: shares are rough.`,
      },
    late > 0 && {
      code: "late_events",
      message: `${late} ${late === 1 ? "event was" : "events were"} written more than five minutes after receipt.`,
    },
    [table.current, table.earlier].some((side) => side && isBelowZero(side, query)) && {
      code: "restored",
      message:
        "A count can fall below zero where it takes out restored submissions whose originals were counted in another period, group or filter.",
    },
    folded > 0 && {
      code: "folded",
      message: `${Number.isFinite(folded) ? folded : "Many"} further ${folded === 1 ? "group is" : "groups are"} summed as (other)${isLimited ? "; raise limit to list more" : ""}.`,
    },
  ];
  return found.filter((warning) => warning !== false);
}

/** Of what is filtered, nothing in the first days is no news; of everything it is. */
function isLateStart(query: StatsQuery, firstAt: number | undefined): boolean {
  const { bucket, filters, minSuspicion, minEngagement, range } = query;
  const isAll =
    minSuspicion === 0 &&
    minEngagement === 0 &&
    filters.every(({ dimension }) => dimension.name === "project");
  return bucket !== "none" && isAll && firstAt !== undefined && firstAt - range.from > LATE_START_S;
}

/** A restored submission may stand apart from its original, which it is taken out of. */
function isBelowZero({ totals, rows }: Side, { types }: StatsQuery): boolean {
  const counts = [toMetrics(totals.sums, types), ...rows.map(({ metrics }) => metrics)];
  return counts.some((metrics) => METRIC_NAMES.some((name) => metrics[name] < 0));
}

/** From when the numbers are, by the zone's clock; with the date when that was another day. */
function toStale({ timezone, now }: StatsQuery, asOf: number): Warning {
  const [date, time] = toIso(timezone, asOf).slice(0, 16).split("T");
  const isToday = toIso(timezone, now).startsWith(`${date}T`);
  return {
    code: "stale",
    message: `The statistics store did not answer; these numbers are from ${isToday ? time : `${date} ${time}`}.`,
  };
}
