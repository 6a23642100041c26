import type { ShareLaw } from "../math/shares.ts";
import { toShareTail } from "../math/shares.ts";
import { DAY_MEMORY, toShareBaseline } from "../series/share-baseline.ts";
import type { Share } from "../shrink/shares.ts";
import { type DaySignal, MIN_HISTORY_DAYS, MIN_HISTORY_LEADS, toShareBound } from "./days.ts";

const WEEK = 7;
const MEMORY = DAY_MEMORY ** WEEK;
/** Weeks a week is held against, at least. */
const MIN_WEEKS = MIN_HISTORY_DAYS / WEEK;
/** Weeks left out between a week and those it is held against, where there are enough. */
const MOST_GAP = 2;
/** Of a week, more days than this have to lie in the period; in a shorter one, the period's last day. */
const DAYS_BEFORE = 3;

/**
 * Shares of unwanted events over seven days, for each such week that ends in the period: what comes in too small a
 * number to be told on any one day. The weeks it is held against end a fortnight before it, so that a rise does not
 * become what was to be expected while it lasts (A. Noufaily et al., 2013, Statistics in Medicine 32, section 2.4).
 * Days far out are pulled in, because they are told by themselves.
 */
export function toWeekSignals(days: readonly Share[], start: number): DaySignal[] {
  const steps = toShareBaseline(days);
  const learnt = steps.map((step) => step.learnt);
  const first = Math.min(start + DAYS_BEFORE, days.length - 1);
  return days.flatMap((_, index): DaySignal[] => {
    const law = steps[index - WEEK + 1]?.law;
    if (index < first || !law) return [];
    const { hits: observed, trials } = toWeek(days, index);
    const past = toPast(learnt, index);
    const known = past.reduce((sum, week) => sum + week.trials, 0);
    if (past.length < MIN_WEEKS || known < MIN_HISTORY_LEADS || trials === 0) return [];
    const pulledIn = toWeek(learnt, index);
    const expected = toWeekLaw([...past, pulledIn], law, days.slice(index - WEEK + 1, index + 1));
    const chance = toShareTail(expected, Math.floor(pulledIn.hits), trials);
    const toExpected = () => ({ value: expected.mean, low: 0, high: toShareBound(expected, trials) });
    return [{ index, days: WEEK, direction: "up", observed, of: trials, toExpected, chance }];
  });
}

/** The weeks before a week, the oldest first; those just before it are left out where others remain. */
function toPast(days: readonly Share[], index: number): Share[] {
  const count = Math.floor((index + 1) / WEEK) - 1;
  const gap = Math.max(0, Math.min(MOST_GAP, count - MIN_WEEKS));
  return Array.from({ length: Math.max(0, count - gap) }, (_, at) =>
    toWeek(days, index - WEEK * (count - at)),
  );
}

/** The seven days up to and including one. */
function toWeek(days: readonly Share[], index: number): Share {
  const own = days.slice(index - WEEK + 1, index + 1);
  return {
    hits: own.reduce((sum, { hits }) => sum + hits, 0),
    trials: own.reduce((sum, { trials }) => sum + trials, 0),
  };
}

/** What was to be expected of the last week: weeks cluster as weeks did before, and no less than their days do. */
function toWeekLaw(weeks: readonly Share[], daily: ShareLaw, days: readonly Share[]): ShareLaw {
  const { mean = 0, intraclass = 0 } = toShareBaseline(weeks, MEMORY).at(-1)?.law ?? {};
  const trials = days.reduce((sum, day) => sum + day.trials, 0);
  const pairs = days.reduce((sum, day) => sum + day.trials * (day.trials - 1), 0);
  const ofDays = trials > 1 ? (pairs * daily.intraclass) / (trials * (trials - 1)) : 0;
  return { mean, intraclass: Math.max(intraclass, ofDays) };
}
