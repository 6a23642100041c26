import type { Point } from "./point.ts";
import { createRandom } from "./random.ts";

/** Write-time sampling, as production does above roughly 100 points a second per index value. */
export interface Sampling {
  /** Points a second and index value that are kept whole, at least 1. */
  ratePerSecondPerIndex: number;
  seed: number;
}

interface Stream {
  second: number;
  /** Points that one kept point stands for at the moment: 1, 2, 4 … within a second. */
  interval: number;
  groups: number;
  position: number;
  pick: number;
}

const MAX_STREAMS = 10_000;

/**
 * Thins a stream of points without bias. In each second the first `rate` points of an index are kept; of the
 * next ones one in two, until `rate` of those are kept; then one in four, and so on. A kept point's
 * `_sample_interval` says how many it stands for, so weighted sums stay right on average.
 */
export function createSampler(sampling: Sampling): (dataset: string, point: Point) => Point | null {
  const random = createRandom(sampling.seed);
  const streams = new Map<string, Stream>();
  return (dataset, point) => {
    const key = `${dataset}\t${point.index}`;
    let stream = streams.get(key);
    if (stream?.second !== point.timestamp) {
      if (streams.size >= MAX_STREAMS) streams.clear();
      stream = { second: point.timestamp, interval: 1, groups: 0, position: 0, pick: 0 };
      streams.set(key, stream);
    }
    if (stream.position === 0) stream.pick = Math.floor(random() * stream.interval);
    const kept = stream.position === stream.pick ? stream.interval : null;
    if (++stream.position === stream.interval) {
      stream.position = 0;
      if (++stream.groups >= sampling.ratePerSecondPerIndex) {
        stream.groups = 0;
        stream.interval *= 2;
      }
    }
    return kept === null ? null : { ...point, sampleInterval: point.sampleInterval * kept };
  };
}
