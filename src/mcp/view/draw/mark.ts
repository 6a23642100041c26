import type { Mark } from "../chart.ts";
import { add } from "./element.ts";

/** The largest number to be drawn, ends of intervals included; 1 where there is none. */
export function toLargest(marks: readonly Mark[]): number {
  const numbers = marks.flatMap(({ shares, other }) => [
    other,
    ...shares.flatMap(({ value, high }) => [value, high]),
  ]);
  return Math.max(...numbers.map((number) => number ?? 0)) || 1;
}

/** The element of a mark, named in words for those who cannot see it. */
export function addMark(parent: Element, { label, words, open }: Mark, style?: string): HTMLElement {
  const element = add(parent, "div", open ? "m o" : "m", "", style);
  element.role = "img";
  element.ariaLabel = `${label}: ${words}`;
  return element;
}

/**
 * A mark's bars or dots, intervals and tick; the style knows whether they lie or stand.
 * @param top where the scale ends
 */
export function placeValues(parent: Element, { shares, other }: Mark, top: number, isShare?: boolean): void {
  const place = (kind: string, from: number, length: number) =>
    add(parent, "i", kind, "", `--x:${(from / top) * 100}%;--y:${(length / top) * 100}%`);
  shares.forEach(({ value, low, high }, index) => {
    if (value == null) return;
    if (isShare) place("d", value, 0);
    else place(shares[index + 1] ? "b0" : "b1", 0, value);
    if (low != null && high != null) place("w", low, high - low);
  });
  if (other != null) place("e", other, 0);
}
