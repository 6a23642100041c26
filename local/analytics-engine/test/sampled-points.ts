import { createRandom } from "../src/random.ts";

/** Two nights in which New York moves its clocks, 40 hours of each. */
const NIGHTS = ["2026-03-07T18:00Z", "2026-10-31T18:00Z"];
const HOURS = 40;
const PER_NIGHT = 1_500;
const INTERVALS = [1, 2, 10];
// biome-ignore format: a word list
const PAGES = ["home", "pricing", "contact", "about", "blog", "jobs", "press", "terms", "help", "legal", "shop"];

/** A stored point that stands for `_sample_interval` events. */
export interface SampledPoint {
  timestamp: number;
  _sample_interval: number;
  index1: string;
  blob1: string;
  double1: number;
  double2: number;
}

/** Few pages are frequent, values repeat and are quarters (so that sums are exact), no two `double2` are equal. */
function createPoints(): SampledPoint[] {
  const random = createRandom(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() ** 3 * list.length)] as T;
  return NIGHTS.flatMap((night, half) =>
    Array.from({ length: PER_NIGHT }, (_, i) => ({
      timestamp: Date.parse(night) / 1000 + Math.floor(random() * HOURS * 3600),
      _sample_interval: INTERVALS[Math.floor(random() * INTERVALS.length)] ?? 1,
      index1: `site-${Math.floor(random() * 5)}`,
      blob1: pick(PAGES),
      double1: Math.floor(random() * 200 - 40) / 4,
      double2: half * PER_NIGHT + ((i * 7) % PER_NIGHT),
    })),
  );
}

export const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);

/** How many events the points stand for. */
export const weight = (points: readonly SampledPoint[]) => sum(points.map((point) => point._sample_interval));

export const POINTS: readonly SampledPoint[] = createPoints();

/** Every point as often as it stands for, by rising value: what sampling left of the original events. */
export function expand(points: readonly SampledPoint[]): number[] {
  const events = points.flatMap(({ double1, _sample_interval }) => Array(_sample_interval).fill(double1));
  return events.sort((a, b) => a - b);
}

/** Nearest rank: the smallest value that at least a share `q` of the events do not exceed. */
export function toQuantile(points: readonly SampledPoint[], q: number): number {
  const events = expand(points);
  return events[Math.max(1, Math.ceil(q * events.length)) - 1] ?? Number.NaN;
}

export function groupBy<Key>(
  points: readonly SampledPoint[],
  toKey: (point: SampledPoint) => Key,
): Map<Key, SampledPoint[]> {
  const groups = new Map<Key, SampledPoint[]>();
  for (const point of points) groups.set(toKey(point), [...(groups.get(toKey(point)) ?? []), point]);
  return groups;
}
