import { METRIC_NAMES, type Metric, RATE_NAMES } from "../../src/domain/dataset.ts";
import type { Hour } from "../../src/insights/anomalies/hours.ts";
import type { DailySeries } from "../../src/insights/period/series.ts";
import type { WholeRow } from "../../src/stats/answer.ts";
import type { Random } from "./random.ts";

/** A simulated project: days over-dispersed, leads clustered by day, weekdays and hours as agencies see them. */
export interface ProjectWorld {
  readonly perDay: number;
  readonly dispersion: number;
  readonly days: number;
  readonly sources: number;
}

const WEEKDAY = [1.15, 1.2, 1.1, 1, 0.95, 0.75, 0.85];
const HOUR = [2, 1.5, 1, 0.7, 0.5, 0.5, 0.8, 1.2, 2, 3, 4, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4.5, 4, 3];
const ZERO = {
  ...Object.fromEntries(METRIC_NAMES.map((name) => [name, 0])),
  ...Object.fromEntries(RATE_NAMES.map((name) => [name, { value: null, low: null, high: null }])),
} as unknown as WholeRow;

export interface Project {
  /** Per day, one row per source. */
  readonly rows: readonly (readonly WholeRow[])[];
  readonly weekdays: readonly number[];
  /** Leads of every hour. */
  readonly hours: readonly number[];
}

export function toProject({ perDay, dispersion, days, sources }: ProjectWorld, random: Random): Project {
  const weights = Array.from({ length: sources }, () => random.gamma(1.5) + 0.1);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const weekdays = Array.from({ length: days }, (_, day) => day % 7);
  const hours = new Array<number>(24 * days).fill(0);
  const rows = weekdays.map((weekday, day) => {
    const mean = perDay * (WEEKDAY[weekday] ?? 1);
    // The day as a whole is good or bad; its leads then spread over sources and hours by themselves.
    const total = random.count(mean, dispersion);
    let left = total;
    let weight = all;
    return weights.map((own, source): WholeRow => {
      const primary = source === weights.length - 1 ? left : random.binomial(left, own / weight);
      left -= primary;
      weight -= own;
      const bot = random.binomial(Math.round(primary * 1.1), random.beta(3, 57));
      spread(primary, hours, 24 * day, random);
      const counts: Partial<Record<Metric, number>> = {
        primary,
        bot,
        total: primary + bot,
        suspicious_count: random.binomial(primary, random.beta(2, 48)),
      };
      return { ...ZERO, ...counts, source: `source-${source}` };
    });
  });
  return { rows, weekdays, hours };
}

/** The days before an index and that day itself, as an answer gives them. */
export function toSeries({ rows, weekdays }: Project, from: number, to: number): DailySeries {
  const dates = Array.from({ length: to - from }, (_, at) => toDate(from + at));
  return { dates, weekdays: weekdays.slice(from, to), rows: rows.slice(from, to), isOpen: false };
}

export function toHours(counts: readonly number[], from: number, to: number): Hour[] {
  return counts.slice(from, to).map((count, at) => {
    const hour = (from + at) % 24;
    const date = toDate(Math.floor((from + at) / 24));
    return { start: `${date}T${String(hour).padStart(2, "0")}:00:00+00:00`, date, hour, count, elapsed: 1 };
  });
}

function toDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

const HOUR_SUM = HOUR.reduce((sum, weight) => sum + weight, 0);

function spread(leads: number, hours: number[], start: number, random: Random): void {
  for (let lead = 0; lead < leads; lead++) {
    let at = random.uniform() * HOUR_SUM;
    let hour = 0;
    while (hour < 23 && at > (HOUR[hour] ?? 0)) {
      at -= HOUR[hour] ?? 0;
      hour++;
    }
    hours[start + hour] = (hours[start + hour] ?? 0) + 1;
  }
}
