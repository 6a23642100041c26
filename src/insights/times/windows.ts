/** Hours on one or more weekdays. */
export interface Window {
  /** 0 = Monday. */
  readonly weekdays: readonly number[];
  /** First slot, and the first slot no longer in it; may pass midnight. */
  readonly from: number;
  readonly length: number;
  /** Mean of the score over its cells. */
  readonly score: number;
}

/** Scores this close are not told apart. */
const SAME = 0.005;

/**
 * The best stretch of `length` slots on each weekday, weekdays with the same stretch and score together, best first.
 * @param scores per cell of the week
 */
export function toBestWindows(scores: readonly number[], slots: number, length: number): Window[] {
  const best = Array.from({ length: 7 }, (_, weekday) => {
    const own = scores.slice(weekday * slots, (weekday + 1) * slots);
    const starts = Array.from({ length: slots - length + 1 }, (_, from) => ({
      weekday,
      from,
      score: own.slice(from, from + length).reduce((sum, score) => sum + score, 0) / length,
    }));
    return starts.reduce((one, other) => (other.score > one.score ? other : one));
  }).sort((one, other) => other.score - one.score);
  const groups: { from: number; score: number; weekdays: number[] }[] = [];
  for (const { weekday, from, score } of best) {
    const same = groups.find((group) => group.from === from && group.score - score <= SAME * group.score);
    if (same) same.weekdays.push(weekday);
    else groups.push({ from, score, weekdays: [weekday] });
  }
  return groups.map(({ weekdays, ...group }) => ({
    ...group,
    length,
    weekdays: weekdays.sort((a, b) => a - b),
  }));
}

/** Cells of the week that windows cover. */
export function toCells(windows: readonly Window[], slots: number): number[] {
  return windows.flatMap(({ weekdays, from, length }) =>
    weekdays.flatMap((weekday) => Array.from({ length }, (_, at) => weekday * slots + from + at)),
  );
}

/** The best windows up to the first with which they cover so many slots. */
export function toChoice(windows: readonly Window[], cells: number): Window[] {
  let covered = 0;
  return windows.filter(({ weekdays, length }) => {
    const isNeeded = covered < cells;
    covered += weekdays.length * length;
    return isNeeded;
  });
}
