import { toMean, toSum } from "../math/sums.ts";
import { toAround } from "./around.ts";
import { toWithoutBursts } from "./bursts.ts";
import { type Effect, type Part, toEffects, type Week } from "./effects.ts";

/** One local day, slot by slot. */
export interface TimesDay {
  readonly date: string;
  /** 0 = Monday. */
  readonly weekday: number;
  readonly leads: readonly number[];
  /** New submissions, of which `hits` were good. */
  readonly trials: readonly number[];
  readonly hits: readonly number[];
}

/** Of a week's 7 × slots cells, weekday by weekday. */
export interface TimesModel {
  readonly slots: number;
  /** Share of a week's leads in each cell; sums to 1. */
  readonly volume: readonly number[];
  /** Share of good leads compared with the whole week, per cell; its mean weighted by volume is 1. */
  readonly quality: readonly number[];
  readonly volumeEffects: readonly Effect[];
  readonly qualityEffects: readonly Effect[];
  /** Variance ÷ mean of the leads in one slot around what was to be expected. */
  readonly dispersion: number;
}

const PRIOR_LEADS = 20;
/** Variance ÷ mean assumed of good leads in a slot: outcomes of one day hang together a little. */
const QUALITY_DISPERSION = 1.5;

/**
 * When leads come, and when they are good, apart from each other and from the level of the week. `days` are whole
 * weeks, at least two.
 */
export function toTimesModel(days: readonly TimesDay[], slots: number): TimesModel {
  const parts = toParts(slots);
  const { weeks, dispersion, bursts } = toVolumeWeeks(days, slots);
  const volume = toEffects(weeks, parts, dispersion);
  const quality = toEffects(toQualityWeeks(days, slots), parts, QUALITY_DISPERSION);
  const all = toSum(volume.ratios);
  // Bursts come again, nobody knows when.
  const evenly = bursts / volume.ratios.length;
  const share = volume.ratios.map((ratio) => ((1 - bursts) * ratio) / all + evenly);
  const mean = quality.ratios.reduce((sum, ratio, cell) => sum + ratio * (share[cell] ?? 0), 0);
  return {
    slots,
    volume: share,
    quality: quality.ratios.map((ratio) => ratio / mean),
    volumeEffects: volume.effects,
    qualityEffects: quality.effects,
    dispersion,
  };
}

function toParts(slots: number): Part[] {
  return [
    { name: "hour", size: slots, toKey: (cell) => cell % slots, isSmooth: true },
    { name: "weekday", size: 7, toKey: (cell) => Math.floor(cell / slots), isSmooth: false },
    { name: "slot", size: 7 * slots, toKey: (cell) => cell, isSmooth: true },
  ];
}

/** Weeks without bursts, and which part of all leads came in those. */
function toVolumeWeeks(
  days: readonly TimesDay[],
  slots: number,
): { weeks: Week[]; dispersion: number; bursts: number } {
  const levels = toLevels(days.map(({ leads }) => toSum(leads)));
  const profile = toProfile(days, slots);
  let statistic = 0;
  let cells = 0;
  for (const [index, { leads }] of days.entries()) {
    for (const [slot, count] of leads.entries()) {
      const expected = (levels[index] ?? 0) * (profile[slot] ?? 0);
      if (expected < 0.1) continue;
      statistic += Math.min(25, (count - expected) ** 2 / expected);
      cells++;
    }
  }
  const dispersion = Math.max(1, statistic / Math.max(1, cells));
  const left = toWithoutBursts(days.map(({ weekday, leads }) => ({ weekday, counts: leads })));
  const usual = toLevels(left.map(toSum));
  const weeks = toWeeks(days, slots, (_, index) =>
    (left[index] ?? []).map((count) => ({ count, expected: (usual[index] ?? 0) / slots })),
  );
  const all = toSum(days.map(({ leads }) => toSum(leads)));
  const bursts = all > 0 ? 1 - toSum(left.map(toSum)) / all : 0;
  return { weeks, dispersion, bursts };
}

function toQualityWeeks(days: readonly TimesDay[], slots: number): Week[] {
  const hits = days.map((day) => toSum(day.hits));
  const trials = days.map((day) => toSum(day.trials));
  return toWeeks(days, slots, (day, index) => {
    // The share of good leads drifts; an hour is held against the days around it, not against the whole period.
    const rate = (toSum(toAround(hits, index)) + 0.5) / (toSum(toAround(trials, index)) + 1);
    return day.hits.map((count, slot) => ({ count, expected: (day.trials[slot] ?? 0) * rate }));
  });
}

/** Seven days at a time, put in the order of weekdays. */
function toWeeks(
  days: readonly TimesDay[],
  slots: number,
  toCells: (day: TimesDay, index: number) => { count: number; expected: number }[],
): Week[] {
  return Array.from({ length: Math.floor(days.length / 7) }, (_, week) => {
    const counts = new Array<number>(7 * slots).fill(0);
    const expected = new Array<number>(7 * slots).fill(0);
    for (let at = 7 * week; at < 7 * week + 7; at++) {
      const day = days[at];
      if (!day) continue;
      for (const [slot, cell] of toCells(day, at).entries()) {
        counts[day.weekday * slots + slot] = cell.count;
        expected[day.weekday * slots + slot] = cell.expected;
      }
    }
    return { counts, expected };
  });
}

function toProfile(days: readonly TimesDay[], slots: number): number[] {
  const sums = Array.from({ length: slots }, (_, slot) => toSum(days.map(({ leads }) => leads[slot] ?? 0)));
  const all = toSum(sums);
  return sums.map((sum) => (sum + PRIOR_LEADS / slots) / (all + PRIOR_LEADS));
}

function toLevels(totals: readonly number[]): number[] {
  return totals.map((_, index) => toMean(toAround(totals, index)));
}
