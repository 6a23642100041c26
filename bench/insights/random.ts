/** Seeded random numbers; the same seed gives the same sequence on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number;
  normal(): number;
  gamma(shape: number): number;
  beta(a: number, b: number): number;
  poisson(mean: number): number;
  /** A count with the given mean and variance ÷ mean. */
  count(mean: number, dispersion: number): number;
  binomial(trials: number, chance: number): number;
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
}

/** sfc32, C. Doty-Humphrey (PractRand); seeded through splitmix32. */
function createUniform(seed: number): () => number {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
  let [a, b, c, d] = [next(), next(), next(), 1];
  return () => {
    const t = (a + b + d) >>> 0;
    d = (d + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = ((c << 21) | (c >>> 11)) >>> 0;
    c = (c + t) >>> 0;
    return t / 4294967296;
  };
}

export function createRandom(seed: number): Random {
  const uniform = createUniform(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  /** G. Marsaglia, W. W. Tsang (2000), ACM TOMS 26. */
  const gamma = (shape: number): number => {
    if (shape < 1) return gamma(shape + 1) * (1 - uniform()) ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  };
  const beta = (a: number, b: number) => {
    const x = gamma(a);
    return x / (x + gamma(b));
  };
  /** Large means are halved by way of Gamma waiting times (J. H. Ahrens, U. Dieter, 1974). */
  const poisson = (mean: number): number => {
    if (mean > 30) {
      const m = Math.floor((7 * mean) / 8);
      const x = gamma(m);
      return x > mean ? binomial(m - 1, mean / x) : m + poisson(mean - x);
    }
    let count = 0;
    for (let product = uniform(), limit = Math.exp(-mean); product > limit; count++) product *= uniform();
    return count;
  };
  /** Halved by way of order statistics (J. H. Ahrens, U. Dieter, 1974). */
  const binomial = (trials: number, chance: number): number => {
    if (trials > 40) {
      const a = 1 + (trials >> 1);
      const x = beta(a, trials + 1 - a);
      return x >= chance ? binomial(a - 1, chance / x) : a + binomial(trials - a, (chance - x) / (1 - x));
    }
    let hits = 0;
    for (let trial = 0; trial < trials; trial++) if (uniform() < chance) hits++;
    return hits;
  };
  return {
    uniform,
    normal,
    gamma,
    beta,
    poisson,
    binomial,
    count: (mean, dispersion) =>
      dispersion <= 1 || mean <= 0
        ? poisson(Math.max(0, mean))
        : poisson(gamma(mean / (dispersion - 1)) * (dispersion - 1)),
    below: (end) => Math.floor(uniform() * end),
  };
}
