import { toPlural } from "../stats/words.ts";
import type { Estimate } from "./shrink/estimate.ts";

/** A share as text, e.g. `12 %`; one decimal below 10 %. */
export function toPercent(share: number): string {
  return `${toAmount(share * 100)} %`;
}

/** An amount as text: one decimal below 10, whole from there on. */
export function toAmount(value: number): string {
  return Math.abs(value) < 9.95 ? String(Number(value.toFixed(1))) : String(Math.round(value));
}

/** A count with its noun, e.g. `1 lead`, `12 leads`. @param noun in the singular */
export function toCounted(count: number, noun: string): string {
  const amount = toAmount(count);
  return `${amount} ${toPlural(noun, Number(amount))}`;
}

/** Items as running text: `a, b and c`. */
export function toListed(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${last}` : last;
}

/** The same beginning with a capital letter. */
export function toCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Cut to so many decimals that an answer stays readable and comparable. */
export function toDigits(value: number, digits = 4): number {
  return Number(value.toFixed(digits));
}

/** An estimate cut to so many decimals. */
export function toRoundedEstimate({ value, low, high }: Estimate, digits = 4): Estimate {
  return { value: toDigits(value, digits), low: toDigits(low, digits), high: toDigits(high, digits) };
}
