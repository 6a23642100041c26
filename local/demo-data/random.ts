/** Something that is drawn in proportion to its weight. */
export interface Weighted {
  readonly weight: number;
}

/** A stream of pseudo-random draws, fully determined by its seed. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Uniform whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** Standard normal. */
  normal(): number;
  /** Poisson with the given mean. */
  poisson(mean: number): number;
  /** One of the items, uniformly. */
  any<T>(items: readonly T[]): T;
  /** One of the items, by weight. */
  pick<T extends Weighted>(items: readonly T[]): T;
}

/** A generator seeded by all parts together; the same parts give the same draws on every machine. */
export function createRandom(...seed: readonly (string | number)[]): Random {
  const next = createMulberry32(toHash(seed.join("/")));
  const any = <T>(items: readonly T[]): T => {
    const item = items[Math.floor(next() * items.length)];
    if (item === undefined) throw new TypeError("nothing to draw from");
    return item;
  };
  return {
    next,
    any,
    chance: (probability) => next() < probability,
    integer: (min, max) => min + Math.floor(next() * (max - min + 1)),
    // Box–Muller; 1 − u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    poisson: (mean) => {
      // Arrivals of a unit-rate process before `mean`; exact, and cheap for daily counts.
      let count = -1;
      for (let at = 0; at <= mean; count++) at -= Math.log(1 - next());
      return count;
    },
    pick: (items) => {
      let left = next() * items.reduce((sum, item) => sum + item.weight, 0);
      for (const item of items) {
        left -= item.weight;
        if (left < 0) return item;
      }
      return any(items.slice(-1));
    },
  };
}

/** Tommy Ettinger's mulberry32: 32 bits of state, good enough for made-up data. */
function createMulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** FNV-1a with MurmurHash3's finaliser, so that neighbouring seeds give unrelated streams. */
function toHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
