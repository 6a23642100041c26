import type { Metric } from "../../domain/dataset.ts";
import type { RateAnswer, Row, Totals } from "../../stats/answer.ts";

/** A label as one cell: separators inside it would shift columns, so they become spaces. */
export function toLabelCell(label: string): string {
  return label.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

/** A share in percent, e.g. `69`; one decimal below 10, a dash without denominator. */
export function toPercent(share: number | null): string {
  if (share === null) return "–";
  const percent = share * 100;
  return `${percent < 10 ? Number(percent.toFixed(1)) : Math.round(percent)}`;
}

/** A rate in percent with its 95 % interval, e.g. `69 (66–72)`; a dash without one. */
export function toRateCell(rate: RateAnswer | undefined): string {
  if (!rate || rate.value === null) return "–";
  return `${toPercent(rate.value)} (${toPercent(rate.low)}–${toPercent(rate.high)})`;
}

/** A count, with its 95 % interval where it is an estimate: `630 (151–1109)`. */
export function toCountCell(cell: Totals | Row, name: Metric): string {
  const interval = cell.intervals?.[name];
  return `${cell[name] ?? "–"}${interval ? ` (${interval.low}–${interval.high})` : ""}`;
}

/** A moment as short as it can be without losing its offset: `2026-11-15T09:30+05:30`. */
export function toMoment(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):00(?:\.0+)?/, "$1");
}

/** A moment as a bare date when it is a local midnight, else as `toMoment`. */
export function toDateOrMoment(iso: string): string {
  return /T00:00(:00)?(\.0+)?(Z|[+-]\d\d:\d\d)$/.test(iso) ? iso.slice(0, 10) : toMoment(iso);
}

/** A difference with its sign, e.g. `+12`. */
export function toSigned(difference: number): string {
  return difference > 0 ? `+${difference}` : `${difference}`;
}
