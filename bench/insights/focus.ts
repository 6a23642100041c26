import { type Ranked, type Segment, toRanking } from "../../src/insights/focus/rank.ts";
import { createRandom, type Random } from "./random.ts";
import type { Result } from "./result.ts";

const DAYS = 28;
const GAIN_SHARE = 0.2 * 7;

interface FocusWorld {
  readonly segments: number;
  /** Strength of the Beta law of true shares; Infinity for none that differ. */
  readonly alike: number;
  readonly dispersion: number;
  /** Intraclass correlation of a day's outcomes. */
  readonly clustering: number;
  readonly mean: number;
}

interface Truth {
  readonly shares: readonly number[];
  readonly volumes: readonly number[];
}

const WORLDS: readonly FocusWorld[] = [3, 8, 25].flatMap((segments) =>
  [6, 20, 80, Number.POSITIVE_INFINITY].flatMap((alike) =>
    [1, 4].flatMap((dispersion) =>
      [0, 0.05].flatMap((clustering) =>
        [0.12, 0.6].map((mean) => ({ segments, alike, dispersion, clustering, mean })),
      ),
    ),
  ),
);

/** Worlds with known truth: are verdicts right, do intervals hold, is the first place worth it? */
export function benchFocus(perWorld: number, seed = 7): Result[] {
  const random = createRandom(seed);
  const sums = { wrong: 0, verdicts: 0, falseShare: 0, worlds: 0, covered: 0, volumes: 0, intervals: 0 };
  const regret = { ours: 0, plain: 0, careful: 0 };
  const alike = { worlds: 0, withVerdict: 0 };
  for (const world of WORLDS) {
    for (let run = 0; run < perWorld; run++) {
      const { truth, segments } = toWorld(world, random);
      const ranking = toRanking(segments, DAYS);
      const distance = (index: number) => toDistance(truth, index, world);
      let wrong = 0;
      let verdicts = 0;
      for (const { index, rate, volume, verdict } of ranking) {
        sums.intervals++;
        sums.covered += isInside(truth.shares[index], rate) ? 1 : 0;
        sums.volumes += isInside(truth.volumes[index], volume) ? 1 : 0;
        if (verdict !== "scale" && verdict !== "fix") continue;
        verdicts++;
        if (verdict === "scale" ? distance(index) <= 0 : distance(index) >= 0) wrong++;
      }
      sums.wrong += wrong;
      sums.verdicts += verdicts;
      sums.falseShare += verdicts > 0 ? wrong / verdicts : 0;
      sums.worlds++;
      if (world.alike === Number.POSITIVE_INFINITY) {
        alike.worlds++;
        alike.withVerdict += verdicts > 0 ? 1 : 0;
        continue;
      }
      const total = truth.volumes.reduce((sum, volume) => sum + volume, 0);
      const movable = (own: number) => Math.min(own, total - own);
      const gain = (index: number | undefined) =>
        index === undefined ? 0 : GAIN_SHARE * movable(truth.volumes[index] ?? 0) * distance(index);
      const best = Math.max(...truth.shares.map((_, index) => gain(index)));
      regret.ours += best - gain(ranking.find(({ isAbove }) => isAbove)?.index);
      regret.plain += best - gain(toPlainFirst(ranking, 1));
      regret.careful += best - gain(toPlainFirst(ranking, 20));
    }
  }
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const covered = sums.covered / sums.intervals;
  const volumes = sums.volumes / sums.intervals;
  const falseShare = sums.falseShare / sums.worlds;
  return [
    {
      name: `Focus, ${sums.worlds} simulated worlds: wrong among the \`scale\` and \`fix\` verdicts of a world, mean`,
      goal: "≤ 10 %",
      measured: `${percent(falseShare)} (${sums.wrong} of ${sums.verdicts} verdicts)`,
      isMet: falseShare <= 0.1 && sums.wrong <= 0.1 * sums.verdicts,
    },
    {
      name: "Focus: worlds without any difference that get a verdict (each is wrong)",
      goal: "≤ 10 %",
      measured: percent(alike.withVerdict / alike.worlds),
      isMet: alike.withVerdict <= 0.1 * alike.worlds,
    },
    {
      name: "Focus: 90 % intervals that hold the true share",
      goal: "87–93 %",
      measured: percent(covered),
      isMet: covered >= 0.87 && covered <= 0.93,
    },
    {
      name: "Focus: 90 % intervals that hold the true volume",
      goal: "87–93 %",
      measured: percent(volumes),
      isMet: volumes >= 0.87 && volumes <= 0.93,
    },
    {
      name: "Focus: regret of the first place ÷ that of ranking by plain rate",
      goal: "≤ 0.5",
      measured: `${(regret.ours / regret.plain).toFixed(2)} (${(regret.ours / regret.careful).toFixed(2)} against plain rate from 20 submissions on)`,
      isMet: regret.ours <= 0.5 * regret.plain,
    },
  ];
}

function toWorld(world: FocusWorld, random: Random): { truth: Truth; segments: Segment[] } {
  const { segments: count, alike, dispersion, clustering, mean } = world;
  const shares = Array.from({ length: count }, () =>
    Number.isFinite(alike) ? random.beta(mean * alike, (1 - mean) * alike) : mean,
  );
  const volumes = shares.map(() => Math.exp(1 + 1.3 * random.normal()));
  const spread = 1 / clustering - 1;
  const segments = shares.map((share, index) => ({
    buckets: Array.from({ length: DAYS }, () => {
      const trials = random.count(volumes[index] ?? 0, dispersion);
      const chance = clustering > 0 ? random.beta(share * spread, (1 - share) * spread) : share;
      return { trials, hits: random.binomial(trials, chance) };
    }),
  }));
  return { truth: { shares, volumes }, segments };
}

/** How far a segment's true share lies above everything else. */
function toDistance({ shares, volumes }: Truth, index: number, { alike }: FocusWorld): number {
  if (!Number.isFinite(alike)) return 0;
  let [good, all] = [0, 0];
  for (const [at, volume] of volumes.entries()) {
    if (at === index) continue;
    good += volume * (shares[at] ?? 0);
    all += volume;
  }
  return (shares[index] ?? 0) - good / all;
}

function toPlainFirst(ranking: readonly Ranked[], least: number): number | undefined {
  const large = ranking.filter(({ trials }) => trials >= least);
  return large.sort((one, other) => other.hits / other.trials - one.hits / one.trials)[0]?.index;
}

function isInside(value: number | undefined, { low, high }: { low: number; high: number }): boolean {
  return value !== undefined && value >= low && value <= high;
}
