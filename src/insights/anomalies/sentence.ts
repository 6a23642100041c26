import { toAmount, toPercent, toRounded, toRoundedInterval } from "../words.ts";
import type { Anomaly } from "./answer.ts";
import type { Drought } from "./droughts.ts";
import type { UnusualDay } from "./unusual-days.ts";

const NOUN = { bot_share: "bots or blocked", suspicious_share: "suspicious" } as const;

/** Where a day begins and ends; `null` while it goes on. */
export interface DayBounds {
  readonly from: string;
  readonly to: string | null;
}

/** A day that stands out, in one sentence of numbers. */
export function toDayAnomaly(day: UnusualDay, nouns: string, bounds: DayBounds): Anomaly {
  const { observed, of, direction, chance } = day.signal;
  return {
    kind: day.kind,
    labels: day.labels ?? null,
    ...bounds,
    direction,
    observed,
    of: of ?? null,
    expected: toRoundedInterval(day.signal.toExpected()),
    chance: toSignificant(chance),
    sentence: toDaySentence(day.kind, day, nouns),
  };
}

export function toDaySentence(
  kind: UnusualDay["kind"],
  { date, first, isOpen, signal }: Pick<UnusualDay, "date" | "first" | "isOpen" | "signal">,
  nouns: string,
): string {
  const { observed, of, chance } = signal;
  const { low, high } = signal.toExpected();
  const days = signal.days > 1 ? `From ${first} to ${date}` : `On ${date}`;
  const when = isOpen ? `${days}, so far,` : days;
  const odds = `chance ${toOdds(chance)}`;
  if (kind === "volume" || of === undefined) {
    return `${when} ${observed} ${nouns} came, against ${toAmount(low)} to ${toAmount(high)} expected (${odds}).`;
  }
  return `${when} ${observed} of ${of} were ${NOUN[kind]} (${toPercent(observed / of)}), against at most ${toPercent(high)} expected (${odds}).`;
}

/** A silence that is too long, in one sentence of numbers. */
export function toDroughtAnomaly({ labels, silence, from, to }: Drought, nouns: string): Anomaly {
  const { hours, expected, chance } = silence;
  const when = to === undefined ? `since ${toMinute(from)}` : `from ${toMinute(from)} to ${toMinute(to)}`;
  return {
    kind: "drought",
    labels: labels ?? null,
    from,
    to: to ?? null,
    direction: "down",
    observed: 0,
    of: null,
    expected: { value: toRounded(expected, 1), low: toRounded(expected, 1), high: toRounded(expected, 1) },
    chance: toSignificant(chance),
    sentence: `No ${nouns} for ${toAmount(hours)} hours ${when}, when ${toAmount(expected)} were to be expected; a gap this long has a chance of ${toOdds(chance)}.`,
  };
}

/** A chance as odds, e.g. `1 in 4000`. */
export function toOdds(chance: number): string {
  const odds = 1 / Math.max(chance, 1e-6);
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(odds)) - 1);
  const text = String(Math.round(odds / scale) * scale);
  return chance < 1e-6 ? "less than 1 in 1000000" : `1 in ${text}`;
}

function toMinute(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

function toSignificant(chance: number): number {
  return Number(chance.toPrecision(3));
}
