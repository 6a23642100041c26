import { METRIC_NAMES, type Metric } from "../domain/dataset.ts";
import type { Change } from "./answer.ts";

type Counts = Readonly<Record<Metric, number>>;

/** Change of every metric against an earlier count; per cent with one decimal, null when there was nothing before. */
export function toChanges(now: Counts, before: Counts): Record<Metric, Change> {
  return Object.fromEntries(
    METRIC_NAMES.map((name) => {
      const absolute = now[name] - before[name];
      const percent = before[name] > 0 ? Math.round((1000 * absolute) / before[name]) / 10 : null;
      return [name, { absolute, percent }];
    }),
  ) as Record<Metric, Change>;
}
