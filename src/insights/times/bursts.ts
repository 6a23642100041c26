import { toMean, toSum } from "../math/sums.ts";
import { toAround } from "./around.ts";

/** What was counted on one day, slot by slot. */
export interface CountedDay {
  /** 0 = Monday. */
  readonly weekday: number;
  readonly counts: readonly number[];
}

/** Counts further out than this many standard deviations are a burst. */
const FAR = 5;
/** Leads by which a slot of one weekday is drawn towards that slot of all days. */
const PRIOR_LEADS = 20;
/** A squared deviation further out than this, in variances, says no more of how days vary. */
const MOST = 25;

/**
 * Counts with bursts put back to what is usual: what the same slot of the same weekday brought in the other weeks,
 * at the level of the days around. First hours, each with its neighbours, then whole days. A burst has no say in what
 * it is held against, so it cannot decide, however large it is.
 */
export function toWithoutBursts(days: readonly CountedDay[]): number[][] {
  const slots = days[0]?.counts.length ?? 0;
  const reach = Math.round(slots / 24);
  const totals = days.map(({ counts }) => toSum(counts));
  const levels = totals.map((_, index) => toMean(toAround(totals, index, false)));
  const hours = Array.from({ length: slots }, (_, slot) => {
    const own = days.map(({ counts }) => toSum(counts.slice(Math.max(0, slot - reach), slot + reach + 1)));
    return { own, usual: toUsual(own, days, levels) };
  });
  const toHourPart = createPart(hours);
  const left = days.map(({ counts }, day) =>
    counts.map((count, slot) => count * toHourPart(hours[slot], day)),
  );
  const own = left.map(toSum);
  const whole = { own, usual: toUsual(own, days, levels) };
  const toDayPart = createPart([whole]);
  return left.map((counts, day) => counts.map((count) => count * toDayPart(whole, day)));
}

/** What was counted on each day, and what was usual. */
interface Held {
  readonly own: readonly number[];
  readonly usual: readonly number[];
}

/** How much of a count is left, 0–1, told from how much such counts vary. */
function createPart(all: readonly Held[]): (held: Held | undefined, day: number) => number {
  const squares = all.flatMap(({ own, usual }) =>
    own.flatMap((count, day) => {
      const mean = usual[day] ?? 0;
      return mean < 0.1 ? [] : [Math.min(MOST, (count - mean) ** 2 / mean)];
    }),
  );
  const dispersion = Math.max(1, toMean(squares));
  return (held, day) => {
    const own = held?.own[day] ?? 0;
    const usual = held?.usual[day] ?? 0;
    return own > usual + FAR * Math.sqrt(dispersion * usual) + 1 ? usual / own : 1;
  };
}

/** Per day, what the same weekday of the other weeks leads to expect at the day's level. */
function toUsual(own: readonly number[], days: readonly CountedDay[], levels: readonly number[]): number[] {
  const all = { counts: toSum(own), levels: toSum(levels) };
  const prior = all.levels > 0 ? (PRIOR_LEADS * all.counts) / all.levels : 0;
  const sums = Array.from({ length: 7 }, (_, weekday) => {
    const of = (values: readonly number[]) =>
      toSum(values.filter((_, day) => days[day]?.weekday === weekday));
    return { counts: of(own), levels: of(levels) };
  });
  return own.map((count, day) => {
    const level = levels[day] ?? 0;
    const { counts, levels: others } = sums[days[day]?.weekday ?? 0] ?? all;
    return (level * (counts - count + prior)) / (others - level + PRIOR_LEADS);
  });
}
