import { toLogGamma } from "./gamma-function.ts";
import { toInverse } from "./invert.ts";

const EPSILON = 1e-15;
const TINY = 1e-300;
const MAX_TERMS = 100_000;

/** ln B(a, b). */
export function toLogBeta(a: number, b: number): number {
  return toLogGamma(a) + toLogGamma(b) - toLogGamma(a + b);
}

/**
 * Regularised incomplete beta function I_x(a, b): the chance that a Beta(a, b) variable is at most x.
 * NIST DLMF 8.17.22 (continued fraction), with the symmetry 8.17.4 where it converges slowly.
 */
export function toBetaI(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - toLogBeta(a, b));
  return x < (a + 1) / (a + b + 2)
    ? Math.min(1, (front * toFraction(x, a, b)) / a)
    : Math.max(0, 1 - (front * toFraction(1 - x, b, a)) / b);
}

/** The x with I_x(a, b) = probability. */
export function toBetaQuantile(probability: number, a: number, b: number): number {
  if (probability <= 0) return 0;
  if (probability >= 1) return 1;
  const log = toLogBeta(a, b);
  return toInverse(
    {
      at: (x) => toBetaI(x, a, b),
      slope: (x) => Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - log),
      low: 0,
      high: 1,
      start: a / (a + b),
    },
    probability,
  );
}

/** Lentz's evaluation of the continued fraction. */
function toFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || TINY);
  let h = d;
  for (let m = 1; m < MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || TINY);
    c = 1 + even / c || TINY;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || TINY);
    c = 1 + odd / c || TINY;
    h *= d * c;
    if (Math.abs(d * c - 1) < EPSILON) break;
  }
  return h;
}
