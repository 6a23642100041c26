import type { Metric } from "../../domain/dataset.ts";
import type { Counts } from "../period/segments.ts";
import type { Share } from "../shrink/shares.ts";
import type { Kind } from "./answer.ts";
import { type DaySignal, toCountSignals, toShareSignals } from "./days.ts";

/** How unusual a day was, and by which measure. */
export interface KindSignal {
  readonly kind: Exclude<Kind, "drought">;
  readonly signal: DaySignal;
}

/**
 * Every look at the days from index `start` on: by count, by bots and by suspicious leads.
 * @param toShares looks at shares of the days, or of longer stretches too
 */
export function toSignals(
  days: readonly Counts[],
  weekdays: readonly number[],
  metric: Metric,
  start: number,
  isOpen: boolean,
  toShares: (shares: readonly Share[], start: number) => DaySignal[] = toShareSignals,
): KindSignal[] {
  const counts = days.map((day) => day[metric]);
  const found = {
    volume: toCountSignals(counts, weekdays, start, isOpen),
    bot_share: toShares(days.map(toBotShare), start),
    suspicious_share: toShares(days.map(toSuspiciousShare), start),
  };
  return (["volume", "bot_share", "suspicious_share"] as const).flatMap((kind) =>
    found[kind].map((signal) => ({ kind, signal })),
  );
}

function toBotShare({ bot, blocked, total }: Counts): Share {
  return { hits: Math.min(total, bot + blocked), trials: total };
}

function toSuspiciousShare({ suspicious_count, primary }: Counts): Share {
  return { hits: Math.min(primary, suspicious_count), trials: primary };
}
