import { toCountSignals, toShareSignals } from "../../src/insights/anomalies/days.ts";
import { ANOMALIES_REQUEST } from "../../src/insights/anomalies/request.ts";
import { SHARE_CHANCE, toUnusualDays, VOLUME_CHANCE } from "../../src/insights/anomalies/unusual-days.ts";
import { toWeekSignals } from "../../src/insights/anomalies/weeks.ts";
import { countDroughts, type Outages, SILENCE_DAYS, tryOutage } from "./droughts.ts";
import { type Project, toProject, toSeries } from "./project.ts";
import { createRandom, type Random } from "./random.ts";
import { type RealDays, SKIPPED } from "./real-series.ts";
import type { Result } from "./result.ts";

const HISTORY_DAYS = 84;
const MONTH_DAYS = 30.4;
const WEEK_DAYS = 7;
export interface AnomalySize {
  readonly dispersions: readonly number[];
  /** Projects simulated per dispersion and volume. */
  readonly projects: number;
  /** A drought is looked for this often. */
  readonly stepHours: number;
  /** Days doubled per dispersion. */
  readonly doubled: number;
}
const PROJECT_DAYS = 160;
const REQUEST = ANOMALIES_REQUEST.parse({ group_by: ["source"] });

/** How often alarms ring when nothing happened, and whether they ring when something did. */
export function benchAnomalies(real: RealDays | undefined, size: AnomalySize, seed = 5): Result[] {
  const random = createRandom(seed);
  const alarms = { days: 0, droughts: 0, months: 0, worst: 0, worstDroughts: 0 };
  const power: number[] = [];
  const outage: Outages = { found: 0, runs: 0, late: 0, hours: [] };
  for (const dispersion of size.dispersions) {
    for (const perDay of [4, 40 * dispersion]) {
      const own = { days: 0, droughts: 0, months: 0 };
      for (let run = 0; run < size.projects; run++) {
        const project = toProject({ perDay, dispersion, days: PROJECT_DAYS, sources: 5 }, random);
        own.days += countUnusualDays(project);
        own.droughts += countDroughts(
          project.hours.slice(24 * (HISTORY_DAYS - SILENCE_DAYS)),
          size.stepHours,
        );
        own.months += (PROJECT_DAYS - HISTORY_DAYS) / MONTH_DAYS;
        const start = 24 * (PROJECT_DAYS - 60) + random.below(24 * 10);
        tryOutage(project.hours, start, perDay >= 40, outage);
      }
      alarms.days += own.days;
      alarms.droughts += own.droughts;
      alarms.months += own.months;
      alarms.worst = Math.max(alarms.worst, (own.days + own.droughts) / own.months);
      alarms.worstDroughts = Math.max(alarms.worstDroughts, own.droughts / own.months);
    }
    power.push(toDoubledPower(dispersion, size.doubled, random));
  }
  const all = (alarms.days + alarms.droughts) / alarms.months;
  const droughts = alarms.droughts / alarms.months;
  const mean = power.reduce((sum, found) => sum + found, 0) / power.length;
  // Each share is an estimate from so many days; none may be below the goal by more than that allows.
  const doubt = 2 * Math.sqrt(0.09 / size.doubled);
  return [
    ...toReal(real, size.stepHours),
    {
      name: `Anomalies, simulated φ = ${size.dispersions.at(0)} … ${size.dispersions.at(-1)}, ${alarms.months.toFixed(0)} project-months: false alarms a project-month, all kinds and segments`,
      goal: "≤ 1",
      measured: `${all.toFixed(2)} (worst world ${alarms.worst.toFixed(2)})`,
      isMet: all <= 1,
    },
    {
      name: "Anomalies, simulated: of these, droughts",
      goal: "≤ 0.5",
      measured: `${droughts.toFixed(2)} (worst world ${alarms.worstDroughts.toFixed(2)})`,
      isMet: droughts <= 0.5,
    },
    {
      name: `Anomalies, simulated: a doubled day found at 40·φ leads a day, φ = ${size.dispersions.join(", ")}`,
      goal: "≥ 90 %",
      measured: `${(100 * mean).toFixed(1)} % (${power.map((found) => (100 * found).toFixed(0)).join(", ")})`,
      isMet: mean >= 0.9 && Math.min(...power) >= 0.9 - doubt,
    },
    {
      name: "Anomalies, simulated: outages found later than their chance passed the threshold",
      goal: "none",
      measured: `${outage.late} of ${outage.runs} (passed in ${outage.found} within the run; median silence until then ${toMedian(outage.hours)} h at 40·φ leads a day)`,
      isMet: outage.late === 0,
    },
  ];
}

function toReal(real: RealDays | undefined, stepHours: number): Result[] {
  if (!real) return [{ name: "Anomalies, real series", goal: "≤ 1", measured: SKIPPED }];
  let days = 0;
  let weeks = 0;
  let lastWeek = Number.NEGATIVE_INFINITY;
  for (let day = SILENCE_DAYS; day < real.leads.length; day++) {
    const from = Math.max(0, day - HISTORY_DAYS);
    const counts = real.leads.slice(from, day + 1);
    const signals = toCountSignals(counts, real.weekdays.slice(from, day + 1), day - from, false);
    days += signals.some(({ chance }) => chance < VOLUME_CHANCE) ? 1 : 0;
    const shares = counts.map((trials, at) => ({ trials, hits: real.spam[from + at] ?? 0 }));
    days += toShareSignals(shares, day - from).some(({ chance }) => chance < SHARE_CHANCE) ? 1 : 0;
    const isWeek = toWeekSignals(shares, day - from).some(({ chance }) => chance < SHARE_CHANCE);
    weeks += isWeek && day >= lastWeek + WEEK_DAYS ? 1 : 0;
    if (isWeek) lastWeek = day;
  }
  const months = (real.leads.length - SILENCE_DAYS) / MONTH_DAYS;
  const alarms = countDroughts(real.hours, stepHours);
  return [
    {
      name: `Anomalies, real series, ${months.toFixed(1)} months: alarms a month, every one counted as false`,
      goal: "≤ 1",
      measured: `${((days + weeks + alarms) / months).toFixed(2)} (${days} days by volume or spam, ${weeks} by the spam of a week, ${alarms} droughts)`,
      isMet: days + weeks + alarms <= months,
    },
    {
      name: "Anomalies, real series: of these, droughts",
      goal: "≤ 0.5",
      measured: (alarms / months).toFixed(2),
      isMet: alarms <= months / 2,
    },
  ];
}

/** Alarms of someone who looks once a day at the day, and the week, that just ended; weeks that overlap are one. */
function countUnusualDays(project: Project): number {
  let alarms = 0;
  const lastWeeks = new Map<string, number>();
  for (let day = HISTORY_DAYS; day < project.rows.length; day++) {
    const series = toSeries(project, day - HISTORY_DAYS, day + 1);
    for (const { kind, labels, signal } of toUnusualDays(series, REQUEST, HISTORY_DAYS)) {
      const what = JSON.stringify([kind, labels]);
      const isKnown = signal.days > 1 && day < (lastWeeks.get(what) ?? Number.NEGATIVE_INFINITY) + WEEK_DAYS;
      if (signal.days > 1) lastWeeks.set(what, day);
      if (!isKnown) alarms++;
    }
  }
  return alarms;
}

/** Days whose expected count is doubled, one at a time, against the ordinary days before them. */
function toDoubledPower(dispersion: number, days: number, random: Random): number {
  const mean = 40 * dispersion;
  const length = days + HISTORY_DAYS;
  const { rows, weekdays } = toProject({ perDay: mean, dispersion, days: length, sources: 1 }, random);
  const doubled = toProject({ perDay: 2 * mean, dispersion, days: length, sources: 1 }, random);
  const counts = rows.map(([row]) => row?.primary ?? 0);
  let found = 0;
  for (let day = HISTORY_DAYS; day < counts.length; day++) {
    const from = day - HISTORY_DAYS;
    const history = [...counts.slice(from, day), doubled.rows[day]?.[0]?.primary ?? 0];
    const signals = toCountSignals(history, weekdays.slice(from, day + 1), HISTORY_DAYS, false);
    found += signals.some(({ direction, chance }) => direction === "up" && chance < VOLUME_CHANCE) ? 1 : 0;
  }
  return found / days;
}

function toMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}
