import { toGammaP, toGammaQ } from "./gamma-function.ts";

/** Φ(z), the chance that a standard normal variable is at most z; keeps its precision in both tails. */
export function toNormalCdf(z: number): number {
  const half = (z * z) / 2;
  return z < 0 ? toGammaQ(0.5, half) / 2 : 0.5 + toGammaP(0.5, half) / 2;
}
