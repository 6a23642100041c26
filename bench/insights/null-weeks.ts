import { createFakeStatistics, type FakeEvents } from "../../src/insights/fake-statistics.ts";
import { createFindings } from "../../src/insights/findings/findings.ts";
import { createRandom, type Random } from "./random.ts";
import type { Result } from "./result.ts";

const NOW = Date.parse("2026-11-23T00:00:00Z");
const DAY_S = 86_400;
const HISTORY_DAYS = 64;
const ADMIN = { keyId: "bench", role: "admin", projects: "all" } as const;

/** How leads vary from day to day and segment to segment when nothing happens. */
interface NullWorld {
  readonly perDay: number;
  readonly dispersion: number;
  readonly sources: number;
}

const WORLDS: readonly NullWorld[] = [
  { perDay: 8, dispersion: 1.5, sources: 4 },
  { perDay: 40, dispersion: 3, sources: 8 },
  { perDay: 150, dispersion: 6, sources: 12 },
  { perDay: 40, dispersion: 9, sources: 20 },
];

/** Weeks in which nothing happens: the same rates everywhere, no trend, over-dispersed days. */
export async function benchNullWeeks(weeks: number, seed = 17): Promise<Result[]> {
  const random = createRandom(seed);
  let found = 0;
  const kinds = new Map<string, number>();
  for (let week = 0; week < weeks; week++) {
    const events = toNullEvents(WORLDS[week % WORLDS.length] ?? WORLDS[0], random);
    const statistics = createFakeStatistics(events, NOW);
    const ask = createFindings({ statistics, now: () => NOW });
    const findings = await ask({ from: "2026-11-16", to: "2026-11-22" }, ADMIN);
    const real = findings.filter(({ kind }) => kind !== "ordinary");
    if (real.length > 0) found++;
    for (const { kind } of real) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const share = found / weeks;
  const detail = [...kinds].map(([kind, count]) => `${kind} ${count}`).join(", ");
  return [
    {
      name: `Null weeks (${weeks}): with any finding`,
      goal: "≤ 10 %",
      measured: `${(100 * share).toFixed(1)} %${detail ? ` (${detail})` : ""}`,
      isMet: share <= 0.1,
    },
  ];
}

function toNullEvents(world: NullWorld | undefined, random: Random): FakeEvents[] {
  const { perDay, dispersion, sources } = world ?? { perDay: 20, dispersion: 2, sources: 5 };
  const weights = Array.from({ length: sources }, () => random.gamma(1) + 0.05);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const weekday = Array.from({ length: 7 }, () => 0.8 + 0.4 * random.uniform());
  return Array.from({ length: HISTORY_DAYS }, (_, day) => {
    const at = NOW / 1000 - (day + 0.5) * DAY_S;
    return weights.flatMap((weight, source): FakeEvents[] => {
      const project = source % 2 === 0 ? "acme" : "zeta";
      const labels = { project, source: `source-${source}` };
      const mean = ((perDay * weight) / all) * (weekday[day % 7] ?? 1);
      const submissions = random.count(mean, dispersion);
      const bots = random.binomial(submissions, random.beta(4, 76));
      const suspicious = random.binomial(submissions - bots, 0.04);
      return [
        { at, type: "primary", count: submissions - bots, suspicious, labels },
        { at, type: "bot", count: bots, labels },
      ];
    });
  }).flat();
}
