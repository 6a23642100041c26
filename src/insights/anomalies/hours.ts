import { toSum } from "../math/sums.ts";

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

/**
 * Leads to be expected in each hour, from the hour of the day over the whole series and the level of the days before
 * (a discounted mean, A. C. Harvey, C. Fernandes, 1989, JBES 7).
 */
export function toExpectedHours(hours: readonly Hour[]): number[] {
  const profile = toProfile(hours);
  const total = hours.reduce((sum, { count }) => sum + count, 0);
  const days = Map.groupBy(hours, ({ date }) => date);
  let counted = 0;
  let shares = 0;
  return [...days.values()].flatMap((own) => {
    const level = shares > 0 ? counted / shares : total / Math.max(1, days.size);
    const parts = own.map(({ hour, elapsed }) => (profile[hour] ?? 0) * elapsed);
    counted = LEVEL_MEMORY * counted + own.reduce((sum, { count }) => sum + count, 0);
    shares = LEVEL_MEMORY * shares + toSum(parts);
    return parts.map((part) => part * level);
  });
}

/** Share of a day's leads in each hour, drawn towards an even spread. */
export function toProfile(hours: readonly Hour[]): number[] {
  const sums = new Array<number>(24).fill(0);
  for (const { hour, count } of hours) sums[hour] = (sums[hour] ?? 0) + count;
  const total = toSum(sums);
  return sums.map((sum) => (sum + PRIOR_LEADS / 24) / (total + PRIOR_LEADS));
}
