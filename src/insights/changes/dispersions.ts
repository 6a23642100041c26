import { type Dispersion, MIN_DAYS, toCountDispersion, toShareDispersion } from "../../stats/dispersion.ts";
import { type OwnDispersion, toPooled } from "../shrink/dispersion.ts";
import type { Compared, DayPart } from "./days.ts";

/**
 * How much the daily counts of each value vary beyond chance. Learnt from the days before both periods where there are
 * enough: a spike within one of them is what is to be judged, its beginning as its end, and would excuse itself. Values
 * seldom seen say little of their own and are drawn towards the others.
 */
export function toCountDispersions(values: readonly (readonly DayPart[])[], days: Compared): number[] {
  return toLearnt(values, days, (segments) =>
    toCountDispersion(segments.map((own) => own.map(({ of }) => of))),
  );
}

/** The same of each value's daily part in what it is looked at among. */
export function toPartDispersions(values: readonly (readonly DayPart[])[], days: Compared): number[] {
  return toLearnt(values, days, toShareDispersion);
}

function toLearnt(
  values: readonly (readonly DayPart[])[],
  { history, before, now }: Compared,
  toDispersion: (segments: readonly (readonly DayPart[])[]) => Dispersion | undefined,
): number[] {
  const own = values.map((parts): OwnDispersion => {
    const toDays = (indices: readonly number[]) => indices.map((index) => parts[index] ?? { of: 0, per: 0 });
    const isKnown = history.length >= MIN_DAYS;
    const past = isKnown ? [toDays(history)] : [toDays(history), toDays(before)];
    // With too little behind them, the days in question are better than none.
    const found = toDispersion(past) ?? (isKnown ? undefined : toDispersion([...past, toDays(now)]));
    const events = past.flat().reduce((sum, { of }) => sum + of, 0);
    return found ? { phi: found.phi, freedom: Math.min(found.df, events) } : { phi: 1, freedom: 0 };
  });
  return toPooled(own);
}
