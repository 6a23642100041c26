/** Days before and after a day that tell its level: a whole week, so that weekdays stay visible. */
const REACH_DAYS = 3;

/** The values of the days around one; itself is left out where it is to be judged by the others. */
export function toAround(values: readonly number[], index: number, withOwn = true): number[] {
  const first = Math.max(0, index - REACH_DAYS);
  const near = values.slice(first, index + REACH_DAYS + 1);
  return withOwn ? near : near.filter((_, at) => first + at !== index);
}
