import { toSum } from "../math/sums.ts";
import { toWeekday } from "../period/date.ts";

/** Leads of one hour on the local clock. */
export interface Hour {
  /** ISO 8601 with offset. */
  readonly start: string;
  readonly date: string;
  /** 0–23. */
  readonly hour: number;
  readonly count: number;
  /** Part of the hour that is over, 0–1. */
  readonly elapsed: number;
}

/** Weight that yesterday's level keeps against today's. */
const LEVEL_MEMORY = 0.85;
/** Leads that an even spread over the day is worth. */
const PRIOR_LEADS = 50;
/** Leads that a day of the week like any other is worth. */
const PRIOR_WEEKDAY_LEADS = 10;
/** Of an hour of the day, the count of this rank is the most that is learnt from. */
const MOST_RANK = 3;

/** What is to be expected of a series. */
export interface Expectation {
  /** Leads of each of its hours, on the level of the days before. */
  readonly past: readonly number[];
  /** Leads of an hour after it, on the level that it ends on. */
  toAhead(hour: Pick<Hour, "date" | "hour">): number;
}

/**
 * Leads to be expected, from the hour of the day and the day of the week over the whole series and the level of the days
 * before (a discounted mean, A. C. Harvey, C. Fernandes, 1989, JBES 7).
 */
export function toExpectation(given: readonly Hour[]): Expectation {
  const hours = toPulledIn(given);
  const toShare = toRhythm(hours);
  const total = hours.reduce((sum, { count }) => sum + count, 0);
  const days = Map.groupBy(hours, ({ date }) => date);
  let counted = 0;
  let shares = 0;
  const toLevel = () => (shares > 0 ? counted / shares : total / Math.max(1, days.size));
  const past = [...days.values()].flatMap((own) => {
    const level = toLevel();
    const parts = own.map((hour) => toShare(hour) * hour.elapsed);
    counted = LEVEL_MEMORY * counted + own.reduce((sum, { count }) => sum + count, 0);
    shares = LEVEL_MEMORY * shares + toSum(parts);
    return parts.map((part) => part * level);
  });
  const level = toLevel();
  return { past, toAhead: (hour) => toShare(hour) * level };
}

/** Share of an average day's leads in an hour, by the hour of the day and the day of the week. */
function toRhythm(hours: readonly Hour[]): (hour: Pick<Hour, "date" | "hour">) => number {
  const profile = toProfile(hours);
  const factors = toWeekdayFactors(hours);
  return ({ date, hour }) => (profile[hour] ?? 0) * (factors[toWeekday(date)] ?? 1);
}

/** Share of a day's leads in each hour, drawn towards an even spread. */
function toProfile(hours: readonly Hour[]): number[] {
  const sums = new Array<number>(24).fill(0);
  for (const { hour, count } of hours) sums[hour] = (sums[hour] ?? 0) + count;
  const total = toSum(sums);
  return sums.map((sum) => (sum + PRIOR_LEADS / 24) / (total + PRIOR_LEADS));
}

/** Leads of each day of the week against the average day, drawn towards it; their mean is 1. */
function toWeekdayFactors(hours: readonly Hour[]): number[] {
  const counts = new Array<number>(7).fill(0);
  const elapsed = new Array<number>(7).fill(0);
  for (const hour of hours) {
    const day = toWeekday(hour.date);
    counts[day] = (counts[day] ?? 0) + hour.count;
    elapsed[day] = (elapsed[day] ?? 0) + hour.elapsed;
  }
  const level = toSum(counts) / Math.max(1, toSum(elapsed));
  const factors = counts.map(
    (count, day) => (count + PRIOR_WEEKDAY_LEADS) / (level * (elapsed[day] ?? 0) + PRIOR_WEEKDAY_LEADS),
  );
  return factors.map((factor) => (factor * factors.length) / toSum(factors));
}

/** The hours with floods pulled in: what came once, however much, is not what is to be expected. */
function toPulledIn(hours: readonly Hour[]): Hour[] {
  const most = [...Map.groupBy(hours, ({ hour }) => hour)].map(([hour, own]) => {
    const counts = own.map(({ count }) => count).sort((one, other) => other - one);
    return [hour, Math.max(1, counts[MOST_RANK - 1] ?? 0)] as const;
  });
  const byHour = new Map(most);
  return hours.map((one) => ({ ...one, count: Math.min(one.count, byHour.get(one.hour) ?? one.count) }));
}
