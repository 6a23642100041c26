import type { Metric } from "../../domain/dataset.ts";
import { toCountedMetric, toNouns } from "../nouns.ts";
import { toAmount, toCounted, toDigits, toPercent, toRoundedEstimate } from "../words.ts";
import type { Anomaly } from "./answer.ts";
import type { Drought } from "./droughts.ts";
import type { UnusualDay } from "./unusual-days.ts";

/** What a share is the share of. */
const SHARES = {
  bot_share: ["bots and blocked submissions", "total"],
  suspicious_share: ["suspicious leads", "primary"],
} as const;

/** Where a day begins and ends; `null` while it goes on. */
export interface DayBounds {
  readonly from: string;
  readonly to: string | null;
}

/** A day that stands out, in one sentence of numbers. */
export function toDayAnomaly(day: UnusualDay, metric: Metric, bounds: DayBounds): Anomaly {
  const { observed, of, direction, chance } = day.signal;
  return {
    kind: day.kind,
    labels: day.labels ?? null,
    ...bounds,
    direction,
    observed,
    of: of ?? null,
    expected: toRoundedEstimate(day.signal.toExpected()),
    chance: toSignificant(chance),
    sentence: toDaySentence(day, metric),
  };
}

export function toDaySentence(
  { kind, date, first, isOpen, signal }: Omit<UnusualDay, "labels">,
  metric: Metric,
): string {
  const { observed, of, chance } = signal;
  const { low, high } = signal.toExpected();
  const days = signal.days > 1 ? `From ${first} to ${date}` : `On ${date}`;
  const when = isOpen ? `${days} so far` : days;
  const odds = `chance ${toOdds(chance)}`;
  if (kind === "volume" || of === undefined) {
    return `${when}, ${toCountedMetric(observed, metric)} came, against ${toAmount(low)} to ${toAmount(high)} expected (${odds}).`;
  }
  const [part, whole] = SHARES[kind];
  return `${when}, ${part} made up ${observed} of ${toCountedMetric(of, whole)} (${toPercent(observed / of)}), against at most ${toPercent(high)} expected (${odds}).`;
}

/** A silence that is too long, in one sentence of numbers. */
export function toDroughtAnomaly({ labels, silence, from, to }: Drought, metric: Metric): Anomaly {
  const { hours, expected, chance } = silence;
  const until = `${silence.isOpen ? "at least " : ""}${toMinute(to ?? "")}`;
  const when = to === undefined ? `since ${toMinute(from)}` : `from ${toMinute(from)} to ${until}`;
  return {
    kind: "drought",
    labels: labels ?? null,
    from,
    to: to ?? null,
    direction: "down",
    observed: 0,
    of: null,
    expected: { value: toDigits(expected, 1), low: toDigits(expected, 1), high: toDigits(expected, 1) },
    chance: toSignificant(chance),
    sentence: `No ${toNouns(metric)} ${when} (${toCounted(hours, "hour")}), against ${toAmount(expected)} expected; the chance of a gap this long is ${toOdds(chance)}.`,
  };
}

/** A chance as odds, e.g. `1 in 4000`. */
export function toOdds(chance: number): string {
  const odds = 1 / Math.max(chance, 1e-6);
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(odds)) - 1);
  const text = String(Math.round(odds / scale) * scale);
  return chance < 1e-6 ? "less than 1 in a million" : `1 in ${text}`;
}

function toMinute(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}

function toSignificant(chance: number): number {
  return Number(chance.toPrecision(3));
}
