import type { Interval } from "./shrink/interval.ts";

/** A share as text, e.g. `12 %`; one decimal below 10 %. */
export function toPercent(share: number): string {
  const percent = share * 100;
  return `${toAmount(percent)} %`;
}

/** An amount as text: one decimal below 10, whole from there on. */
export function toAmount(value: number): string {
  return Math.abs(value) < 9.95 ? String(Number(value.toFixed(1))) : String(Math.round(value));
}

/** A count with its noun, e.g. `1 lead`, `12 leads`. */
export function toCounted(count: number, noun: string): string {
  return `${toAmount(count)} ${count === 1 ? noun : `${noun}s`}`;
}

/** Items as running text: `a, b and c`. */
export function toListed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${last}` : last;
}

/** Cut to so many digits that an answer stays readable and comparable. */
export function toRounded(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}

/** An interval cut to so many digits. */
export function toRoundedInterval({ value, low, high }: Interval, digits = 4): Interval {
  return { value: toRounded(value, digits), low: toRounded(low, digits), high: toRounded(high, digits) };
}
