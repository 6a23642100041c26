import { toBackTest, type WeekTest } from "../../src/insights/times/back-test.ts";
import type { TimesDay } from "../../src/insights/times/model.ts";
import { createRandom, type Random } from "./random.ts";
import { type RealDays, SKIPPED } from "./real-series.ts";
import type { Result } from "./result.ts";

const SLOTS = 24;
const WINDOW_HOURS = 3;
/** Weeks a choice rests on, as the question asks by default. */
const WEEKS = 8;
const RESAMPLES = 2000;

interface TimesWorld {
  readonly name: string;
  /** How much better the best hour is than the mean, and the weekend than the week. */
  readonly hour: number;
  readonly weekend: number;
}

const WORLDS: readonly TimesWorld[] = [
  { name: "no effect", hour: 0, weekend: 0 },
  { name: "hours differ by ±30 %", hour: 0.3, weekend: 0 },
  { name: "hours by ±30 %, weekends 60 % better", hour: 0.3, weekend: 0.6 },
  { name: "hours differ by ±60 %", hour: 0.6, weekend: 0 },
];

/** Hours chosen week after week: is what was claimed delivered, and is it more than a spreadsheet's choice brings? */
export function benchTimes(real: RealDays | undefined, runs: number, seed = 4): Result[] {
  const random = createRandom(seed);
  return [...toReal(real, random), ...WORLDS.flatMap((world) => toSimulated(world, runs, random))];
}

function toReal(real: RealDays | undefined, random: Random): Result[] {
  if (!real) return [{ name: "Best times, real series", goal: "0.9–1.1", measured: SKIPPED }];
  const weeks = toBackTest(toRealTimes(real), SLOTS, WINDOW_HOURS, WEEKS);
  const [low, high] = toInterval(weeks, random);
  const sums = toSums(weeks);
  const rate = (hits: number, trials: number) => `${((100 * hits) / trials).toFixed(1)} %`;
  return [
    ...toClaims(`Best times, real series, ${weeks.length} weeks`, sums),
    {
      name: "Best times, real series: good leads in the hours chosen for quality against as many chosen by plain rate",
      goal: "no worse (bootstrap 95 %)",
      measured: `${toAgainst(sums)}; difference ${low} to ${high}`,
      isMet: high >= 0,
    },
    {
      name: "Best times, real series: share of good leads claimed and delivered by plain rate",
      goal: "for comparison",
      measured: `${rate(sums.plainClaimed, sums.plainTrials)} and ${rate(sums.plainDelivered, sums.plainTrials)}`,
    },
    {
      name: "Best times, real series: share of good leads as printed then ÷ delivered (holds the drift of the level)",
      goal: "for comparison",
      measured: `${(sums.claimedThen / sums.delivered).toFixed(2)} (${rate(sums.claimedThen, sums.trials)} and ${rate(sums.delivered, sums.trials)})`,
    },
  ];
}

function toSimulated(world: TimesWorld, runs: number, random: Random): Result[] {
  const weeks = Array.from({ length: runs }, (_, run) =>
    toBackTest(toWorld(world, run % 2 === 0 ? 200 : 1500, random), SLOTS, WINDOW_HOURS, WEEKS),
  ).flat();
  const sums = toSums(weeks);
  const hasEffect = world.hour > 0 || world.weekend > 0;
  const [low, high] = toInterval(weeks, random);
  return [
    ...toClaims(`Best times, simulated, ${world.name}, ${weeks.length} weeks`, sums),
    {
      name: `Best times, simulated, ${world.name}: good leads against plain rate`,
      goal: hasEffect ? "better" : "for comparison",
      measured: `${toAgainst(sums)}; difference ${low} to ${high}`,
      ...(hasEffect ? { isMet: low > 0 } : {}),
    },
  ];
}

function toClaims(name: string, { volume, quality }: ReturnType<typeof toSums>): Result[] {
  const toResult = (what: string, ratio: number): Result => ({
    name: `${name}: ${what}, claimed ÷ delivered`,
    goal: "0.9–1.1",
    measured: ratio.toFixed(2),
    isMet: ratio >= 0.9 && ratio <= 1.1,
  });
  return [
    toResult("part of the week's leads in the chosen hours", volume),
    toResult("share of good leads compared with the whole week", quality),
  ];
}

function toSums(weeks: readonly WeekTest[]) {
  const sum = (of: (week: WeekTest) => number) => weeks.reduce((total, week) => total + of(week), 0);
  const delivered = sum(({ quality }) => quality.delivered);
  return {
    volume: sum(({ volume }) => volume.claimed) / sum(({ volume }) => volume.delivered),
    quality: sum(({ quality }) => quality.claimedOfWeek) / delivered,
    claimedThen: sum(({ quality }) => quality.claimed),
    delivered,
    trials: sum(({ quality }) => quality.trials),
    plainClaimed: sum(({ plain }) => plain.claimed),
    plainDelivered: sum(({ plain }) => plain.delivered),
    plainTrials: sum(({ plain }) => plain.trials),
  };
}

/** Good leads and their share, ours against plain. */
function toAgainst({ delivered, trials, plainDelivered, plainTrials }: ReturnType<typeof toSums>): string {
  const share = (hits: number, all: number) => `${hits} (${((100 * hits) / all).toFixed(1)} %)`;
  return `${share(delivered, trials)} against ${share(plainDelivered, plainTrials)}`;
}

/** Bootstrap over weeks of the difference in good leads delivered (B. Efron, 1979). */
function toInterval(weeks: readonly WeekTest[], random: Random): [number, number] {
  const differences = weeks.map(({ quality, plain }) => quality.delivered - plain.delivered);
  const sums = Array.from({ length: RESAMPLES }, () =>
    differences.reduce((sum) => sum + (differences[random.below(differences.length)] ?? 0), 0),
  ).sort((a, b) => a - b);
  return [sums[Math.floor(0.025 * RESAMPLES)] ?? 0, sums[Math.floor(0.975 * RESAMPLES)] ?? 0];
}

/** Whole weeks from the first Monday on; every lead counts as a submission, good by what became of it. */
function toRealTimes({ weekdays, hours, goodHours }: RealDays): TimesDay[] {
  const first = weekdays.indexOf(0);
  const length = 7 * Math.floor((weekdays.length - first) / 7);
  return Array.from({ length }, (_, at): TimesDay => {
    const day = first + at;
    const leads = hours.slice(24 * day, 24 * day + 24);
    return {
      date: "",
      weekday: weekdays[day] ?? 0,
      leads,
      trials: leads,
      hits: goodHours.slice(24 * day, 24 * day + 24),
    };
  });
}

function toWorld({ hour, weekend }: TimesWorld, perWeek: number, random: Random): TimesDay[] {
  return Array.from({ length: 20 * 7 }, (_, day): TimesDay => {
    const weekday = day % 7;
    const level = random.count(perWeek / 7, 6) / (perWeek / 7);
    const base = random.beta(0.12 * 60, 0.88 * 60);
    const wave = (at: number, peak: number) => Math.sin(((at - peak + 6) / 24) * 2 * Math.PI);
    const leads = Array.from({ length: 24 }, (_, at) =>
      random.count((perWeek / 168) * level * (1 + 0.6 * wave(at, 15)), 1.5),
    );
    const hits = leads.map((count, at) => {
      const better = (1 + hour * wave(at, 10)) * (weekday > 4 ? 1 + weekend : 1 - weekend / 4);
      return random.binomial(count, Math.min(0.95, base * better));
    });
    return { date: "", weekday, leads, trials: leads, hits };
  });
}
