import { toInverse } from "./invert.ts";
import { toNormalQuantile } from "./normal-quantile.ts";

/** C. Lanczos (1964), SIAM J. Numer. Anal. 1, eq. (34), with g = 7 and nine terms. */
const LANCZOS_G = 7;
const LANCZOS = [
  0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
  12.507343278686905, -0.13857109526572012, 0.000009984369578019572, 1.5056327351493116e-7,
];
const EPSILON = 1e-15;
const TINY = 1e-300;
const MAX_TERMS = 100_000;

/** ln Γ(x) for x > 0. */
export function toLogGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - toLogGamma(1 - x);
  const base = x - 1 + LANCZOS_G + 0.5;
  const sum = LANCZOS.reduce(
    (total, term, index) => (index === 0 ? term : total + term / (x - 1 + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/**
 * Regularised lower incomplete gamma function P(a, x), a > 0, x ≥ 0: the chance that a Gamma variable of shape a and
 * rate 1 is at most x, and that a Poisson variable of mean x is at least a.
 * NIST DLMF 8.11.4 (series) below x = a + 1, 8.9.2 (continued fraction) above.
 */
export function toGammaP(a: number, x: number): number {
  if (x <= 0) return 0;
  if (x < a + 1) return toSeries(a, x);
  return 1 - toFraction(a, x);
}

/** Q(a, x) = 1 − P(a, x), exact where it is small. */
export function toGammaQ(a: number, x: number): number {
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - toSeries(a, x) : toFraction(a, x);
}

/** The x with P(shape, x · rate) = probability. */
export function toGammaQuantile(probability: number, shape: number, rate = 1): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  const log = toLogGamma(shape);
  // E. B. Wilson, M. M. Hilferty (1931), PNAS 17; for small shapes the leading term of the series.
  const cube = 1 - 1 / (9 * shape) + toNormalQuantile(probability) / (3 * Math.sqrt(shape));
  const small = Math.exp((Math.log(probability) + log + Math.log(shape)) / shape);
  const quantile = toInverse(
    {
      at: (x) => toGammaP(shape, x),
      slope: (x) => Math.exp((shape - 1) * Math.log(x) - x - log),
      low: 0,
      high: shape + 60 + 40 * Math.sqrt(shape),
      start: shape > 1 && cube > 0.1 ? shape * cube ** 3 : small,
    },
    probability,
  );
  return quantile / rate;
}

function toSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; n < MAX_TERMS && term > sum * EPSILON; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, sum * Math.exp(a * Math.log(x) - x - toLogGamma(a)));
}

/** Lentz's evaluation of the continued fraction. */
function toFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MAX_TERMS; n++) {
    const factor = -n * (n - a);
    b += 2;
    d = 1 / (factor * d + b || TINY);
    c = b + factor / c || TINY;
    h *= c * d;
    if (Math.abs(c * d - 1) < EPSILON) break;
  }
  return Math.min(1, h * Math.exp(a * Math.log(x) - x - toLogGamma(a)));
}
