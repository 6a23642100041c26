import type { Dimension } from "../../src/domain/dataset.ts";
import { createAsk } from "../../src/insights/ask.ts";
import { toChanges } from "../../src/insights/changes/changes.ts";
import { createFakeStatistics, type FakeEvents } from "../../src/insights/fake-statistics.ts";
import { createRandom, type Random } from "./random.ts";
import type { Result } from "./result.ts";

const NOW = Date.parse("2026-11-23T00:00:00Z");
const DAY_S = 86_400;
const HISTORY_DAYS = 35;
const PERIOD_DAYS = 7;
const ADMIN = { keyId: "bench", role: "admin", projects: "all" } as const;
/** Dimensions and how many values each has. */
const SIZES: readonly (readonly [Dimension, number])[] = [
  ["project", 4],
  ["source", 8],
  ["utm_campaign", 25],
  ["device", 4],
  ["country", 10],
  ["landing_page", 15],
];

interface Plant {
  /** Leads in a period ÷ dispersion. */
  readonly leads: number;
  readonly dispersion: number;
  /** Part of the leads that the value brings before, and what becomes of it. */
  readonly part: number;
  readonly factor: number;
}

interface Tally {
  runs: number;
  first: number;
  named: number;
  exact: number;
}

/** A value that doubles or halves is planted in one of six dimensions: is it named first, and do the parts add up? */
export async function benchChanges(perPlant: number, seed = 11): Promise<Result[]> {
  const random = createRandom(seed);
  const large = await tally(1000, perPlant, random);
  const small = await tally(200, perPlant, random);
  const first = large.first / large.runs;
  const runs = large.runs + small.runs;
  return [
    {
      name: `Changes, ${large.runs} planted causes in periods of 1000·φ leads: right value first`,
      goal: "≥ 90 %",
      measured: `${(100 * first).toFixed(1)} %`,
      isMet: first >= 0.9,
    },
    {
      name: "Changes, periods of 200·φ leads: right value first when one is named",
      goal: "for comparison",
      measured: `${((100 * small.first) / Math.max(1, small.named)).toFixed(1)} % (named in ${small.named} of ${small.runs})`,
    },
    {
      name: "Changes: contributions and rest that sum to the change exactly",
      goal: "all",
      measured: `${large.exact + small.exact} of ${runs}`,
      isMet: large.exact + small.exact === runs,
    },
  ];
}

async function tally(leads: number, perPlant: number, random: Random): Promise<Tally> {
  const sum: Tally = { runs: 0, first: 0, named: 0, exact: 0 };
  for (const dispersion of [1, 3]) {
    for (const part of [0.1, 0.2, 0.35]) {
      for (const factor of [0.5, 2]) {
        for (let run = 0; run < perPlant; run++) {
          await tryPlant({ leads, dispersion, part, factor }, sum, random);
        }
      }
    }
  }
  return sum;
}

async function tryPlant(plant: Plant, sum: Tally, random: Random): Promise<void> {
  const [dimension, size] = SIZES[random.below(SIZES.length)] ?? ["source", 8];
  const label = `${dimension}-${random.below(size)}`;
  const events = toEvents(plant, dimension, label, random);
  const ask = createAsk(createFakeStatistics(events, NOW), ADMIN);
  const answer = await toChanges({ from: "2026-11-16", to: "2026-11-22" }, ask, NOW);
  const [first] = answer.dimensions;
  const named = first?.explanation[0];
  sum.runs++;
  if (named) sum.named++;
  if (named?.[dimension] === label) sum.first++;
  const isExact = answer.dimensions.every(
    ({ values, rest }) =>
      values.reduce((total, { contribution }) => total + contribution, rest) === answer.overall?.change,
  );
  if (isExact) sum.exact++;
}

function toEvents(plant: Plant, planted: Dimension, label: string, random: Random): FakeEvents[] {
  const laws = SIZES.map(([dimension, size]) => {
    const weights = Array.from({ length: size }, () => random.gamma(0.8) + 0.02);
    const free = weights.map((weight, at) => (`${dimension}-${at}` === label ? 0 : weight));
    return { dimension, bounds: toBounds(dimension === planted ? free : weights) };
  });
  const perDay = (plant.leads * plant.dispersion) / PERIOD_DAYS;
  return Array.from({ length: HISTORY_DAYS }, (_, day) => {
    const at = NOW / 1000 - (day + 0.5) * DAY_S;
    const factor = day < PERIOD_DAYS ? plant.factor : 1;
    const others = random.count(perDay * (1 - plant.part), plant.dispersion);
    const own = random.count(perDay * plant.part * factor, plant.dispersion);
    return Array.from({ length: others + own }, (_, lead): FakeEvents => {
      const labels = Object.fromEntries(
        laws.map(({ dimension, bounds }) => [
          dimension,
          dimension === planted && lead < own ? label : `${dimension}-${toDrawn(bounds, random)}`,
        ]),
      );
      return { at, type: "primary", count: 1, labels };
    });
  }).flat();
}

function toBounds(weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.map((weight) => {
    sum += weight / all;
    return sum;
  });
}

function toDrawn(bounds: readonly number[], random: Random): number {
  const at = random.uniform();
  const index = bounds.findIndex((bound) => at < bound);
  return index < 0 ? bounds.length - 1 : index;
}
