import type { DatasetStats } from "./dataset-stats.ts";

const toIso = (seconds: number | null) => (seconds === null ? null : new Date(seconds * 1000).toISOString());

function toTotal(datasets: DatasetStats[]): DatasetStats {
  const times = datasets.flatMap(({ oldest, newest }) => [oldest, newest].filter((time) => time !== null));
  return {
    points: datasets.reduce((sum, { points }) => sum + points, 0),
    oldest: times.length === 0 ? null : Math.min(...times),
    newest: times.length === 0 ? null : Math.max(...times),
  };
}

const toEntry = ({ points, oldest, newest }: DatasetStats) => ({
  points,
  oldest: toIso(oldest),
  newest: toIso(newest),
});

/** What `/healthz` answers: how much is stored and from when to when, in all and per dataset. */
export function toHealth(datasets: ReadonlyMap<string, DatasetStats>): object {
  const perDataset = [...datasets].map(([name, stats]) => [name, toEntry(stats)]);
  return {
    ready: true,
    ...toEntry(toTotal([...datasets.values()])),
    datasets: Object.fromEntries(perDataset),
  };
}
