import { toMean } from "../math/sums.ts";

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
const SAME = 0.05;

/** Windows looked for on one weekday; they do not overlap. */
const PER_WEEKDAY = 3;

/**
 * What windows are chosen by, per cell of the week. Where weekdays are not to be told apart, each slot has the mean over
 * all of them: what then sets a weekday apart is no more than noise of single slots.
 */
export function toScores(
  scores: readonly number[],
  slots: number,
  areWeekdaysApart: boolean,
): readonly number[] {
  if (areWeekdaysApart) return scores;
  return scores.map((_, cell) => {
    const slot = cell % slots;
    return scores.reduce((sum, score, at) => (at % slots === slot ? sum + score / 7 : sum), 0);
  });
}

/**
 * The best stretches of `length` slots on each weekday, weekdays with the same stretch and score together, best first.
 * @param scores per cell of the week
 */
export function toBestWindows(scores: readonly number[], slots: number, length: number): Window[] {
  const best = Array.from({ length: 7 }, (_, weekday) =>
    toBestStarts(scores.slice(weekday * slots, (weekday + 1) * slots), length).map((one) => ({
      ...one,
      weekday,
    })),
  ).flat();
  best.sort((one, other) => other.score - one.score);
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

function toBestStarts(scores: readonly number[], length: number): { from: number; score: number }[] {
  const starts = Array.from({ length: scores.length - length + 1 }, (_, from) => ({
    from,
    score: toMean(scores.slice(from, from + length)),
  })).sort((one, other) => other.score - one.score || one.from - other.from);
  const chosen: typeof starts = [];
  for (const start of starts) {
    if (chosen.length === PER_WEEKDAY) break;
    if (chosen.every(({ from }) => Math.abs(from - start.from) >= length)) chosen.push(start);
  }
  return chosen;
}

/** Cells of the week that windows cover. */
export function toCells(windows: readonly Window[], slots: number): number[] {
  return windows.flatMap(({ weekdays, from, length }) =>
    weekdays.flatMap((weekday) => Array.from({ length }, (_, at) => weekday * slots + from + at)),
  );
}

/** The best windows until they cover so many slots; of weekdays that are alike only as many as are needed. */
export function toChoice(windows: readonly Window[], slots: number): Window[] {
  let missing = slots;
  return windows.flatMap((window) => {
    const weekdays = window.weekdays.slice(0, Math.max(0, Math.ceil(missing / window.length)));
    missing -= weekdays.length * window.length;
    return weekdays.length > 0 ? [{ ...window, weekdays }] : [];
  });
}
