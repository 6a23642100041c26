import { ANOMALIES_REQUEST } from "../../src/insights/anomalies/request.ts";
import { toUnusualDays } from "../../src/insights/anomalies/unusual-days.ts";
import type { WholeRow } from "../../src/stats/answer.ts";
import { toProject, toSeries } from "./project.ts";
import { createRandom, type Random } from "./random.ts";
import type { Result } from "./result.ts";

const HISTORY_DAYS = 84;
const WATCHED_DAYS = 42;
const REQUEST = ANOMALIES_REQUEST.parse({ group_by: ["source"] });
const SOURCE = "source-0";

/** A source that sends more and more bots. */
interface Rise {
  readonly perDay: number;
  readonly from: number;
  readonly to: number;
  /** Days until the share is reached. */
  readonly over: number;
  /** Days within which it is to be found. */
  readonly within: number;
  readonly goal: number | undefined;
}

const RISES: readonly Rise[] = [
  { perDay: 6, from: 0.1, to: 0.7, over: 0, within: 14, goal: 0.9 },
  { perDay: 6, from: 0.1, to: 0.7, over: 28, within: 42, goal: 0.9 },
  { perDay: 20, from: 0.05, to: 0.25, over: 0, within: 14, goal: undefined },
  { perDay: 20, from: 0.05, to: 0.25, over: 28, within: 42, goal: undefined },
];

/** Shares of bots that rise where too little comes on a day to tell it from any one: does somebody who looks daily see it? */
export function benchRises(runs: number, seed = 23): Result[] {
  const random = createRandom(seed);
  return RISES.map((rise): Result => {
    const found = Array.from({ length: runs }, () => toFoundAfter(rise, random));
    const seen = found.filter((day) => day !== undefined).sort((one, other) => one - other);
    const share = seen.length / runs;
    const how = rise.over === 0 ? "at once" : `within ${rise.over} days`;
    const name = `Anomalies, one of five sources, ${rise.perDay} submissions a day, turns from ${100 * rise.from} % to ${100 * rise.to} % bots ${how}: found in ${rise.within} days`;
    const measured = `${(100 * share).toFixed(0)} % of ${runs} (median day ${seen[seen.length >> 1] ?? "–"})`;
    if (rise.goal === undefined) return { name, goal: "for comparison", measured };
    // The share is an estimate from so many runs.
    const doubt = 2 * Math.sqrt((rise.goal * (1 - rise.goal)) / runs);
    return { name, goal: `≥ ${100 * rise.goal} %`, measured, isMet: share >= rise.goal - doubt };
  });
}

/** The day of the rise on which the source is first told of by its share of bots. */
function toFoundAfter(rise: Rise, random: Random): number | undefined {
  const length = HISTORY_DAYS + WATCHED_DAYS;
  const project = toProject({ perDay: 60, dispersion: 3, days: length, sources: 5 }, random);
  const rows = project.rows.map(([first, ...others], day): WholeRow[] =>
    first ? [toRow(first, rise, day - HISTORY_DAYS, random), ...others] : others,
  );
  for (let day = HISTORY_DAYS; day < HISTORY_DAYS + rise.within; day++) {
    const series = toSeries({ ...project, rows }, day - HISTORY_DAYS, day + 1);
    const isFound = toUnusualDays(series, REQUEST, HISTORY_DAYS).some(
      ({ kind, labels }) => kind === "bot_share" && labels?.source === SOURCE,
    );
    if (isFound) return day - HISTORY_DAYS + 1;
  }
  return undefined;
}

function toRow(row: WholeRow, { perDay, from, to, over }: Rise, day: number, random: Random): WholeRow {
  const part = day < 0 ? 0 : over === 0 ? 1 : Math.min(1, (day + 1) / over);
  const share = from + (to - from) * part;
  const total = random.count(perDay, 2);
  const bot = random.binomial(total, random.beta(60 * share, 60 * (1 - share)));
  return { ...row, total, bot, primary: total - bot, suspicious_count: 0 };
}
