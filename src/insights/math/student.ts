import { toBetaI } from "./beta-function.ts";

/**
 * The chance that Student's t with so many degrees of freedom is at least `t`.
 * M. Abramowitz, I. A. Stegun (1964), Handbook of Mathematical Functions, eq. 26.7.1.
 */
export function toStudentTail(t: number, freedom: number): number {
  const outer = toBetaI(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t >= 0 ? outer : 1 - outer;
}
