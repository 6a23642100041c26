import type { WholeStatsAnswer } from "../../stats/answer.ts";
import { toCountDispersion, toShareDispersion } from "../../stats/dispersion.ts";
import { toCountChange, toRateChange } from "../../stats/verdict.ts";
import { toDigits } from "../words.ts";
import type { ChangesAnswer } from "./answer.ts";
import { type Compared, type DayPart, isRate, toMoved } from "./days.ts";
import type { ChangesRequest } from "./request.ts";

/** How the whole moved, with the verdict that the statistics core gives. */
export function toOverall(
  { metric }: ChangesRequest,
  dates: readonly string[],
  parts: readonly DayPart[],
  days: Compared,
  { rows, query }: WholeStatsAnswer,
): NonNullable<ChangesAnswer["overall"]> {
  const { hits, trials } = toMoved(parts, days);
  const segments = [days.history, days.before, days.now].map((own) =>
    own.map((index) => parts[index] ?? { of: 0, per: 0 }),
  );
  const toStart = (index: number | undefined) =>
    rows.find(({ bucket }) => index !== undefined && bucket?.startsWith(dates[index] ?? "?"))?.bucket ??
    query.from;
  const common = { from: toStart(days.now[0]), before_from: toStart(days.before[0]), days: days.now.length };
  if (isRate(metric)) {
    const toRate = (at: "before" | "now") => (trials[at] > 0 ? toDigits(hits[at] / trials[at], 6) : null);
    const [before, now] = [toRate("before"), toRate("now")];
    const change = before === null || now === null ? null : toDigits(now - before, 6);
    const dispersion = toShareDispersion(segments);
    const { verdict } = toRateChange(
      { of: hits.now, per: trials.now },
      { of: hits.before, per: trials.before },
      dispersion,
    );
    return { ...common, before, now, change, percent: null, verdict };
  }
  const dispersion = toCountDispersion(segments.map((own) => own.map(({ of }) => of)));
  const { absolute, percent, verdict } = toCountChange(hits.now, hits.before, dispersion);
  return { ...common, before: hits.before, now: hits.now, change: absolute, percent, verdict };
}
