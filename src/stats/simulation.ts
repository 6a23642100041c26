/** Seeded random numbers for simulations in tests and benchmarks. */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  normal(): number;
  binomial(n: number, p: number): number;
  poisson(mean: number): number;
  /** A count with the given mean and variance φ · mean, φ > 1: negative binomial, as a gamma mixture of Poissons. */
  overdispersed(mean: number, phi: number): number;
}

export function createRandom(seed: number): Random {
  let state = (seed * 2_654_435_761) >>> 0;
  /** Mulberry32, T. Ettinger. */
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const binomial = (n: number, p: number) => {
    let hits = 0;
    for (let i = 0; i < n; i++) if (uniform() < p) hits++;
    return hits;
  };
  const poisson = (mean: number): number => {
    // Halving keeps exp(-mean) away from underflow.
    if (mean > 30) return poisson(mean / 2) + poisson(mean / 2);
    let count = -1;
    for (let product = 1; product > Math.exp(-mean); product *= uniform()) count++;
    return Math.max(0, count);
  };
  /** G. Marsaglia, W. W. Tsang (2000), "A simple method for generating gamma variables", ACM TOMS 26. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    for (;;) {
      const x = normal();
      const v = (1 + x / Math.sqrt(9 * d)) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const overdispersed = (mean: number, phi: number) => poisson(gamma(mean / (phi - 1)) * (phi - 1));
  return { uniform, normal, binomial, poisson, overdispersed };
}
