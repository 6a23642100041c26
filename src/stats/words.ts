import { toIso } from "../domain/zone.ts";

/** A moment as people write it: the date alone where it is local midnight, else with hour and minute. */
export function toMomentWords(timezone: string, epochS: number): string {
  const words = toIso(timezone, epochS).slice(0, 16).replace("T", " ");
  return words.replace(" 00:00", "");
}

export function toPlural(noun: string, count: number): string {
  return Math.abs(count) === 1 ? noun : `${noun}s`;
}
