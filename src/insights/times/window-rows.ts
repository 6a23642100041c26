import { WEEKDAYS } from "../../stats/group.ts";
import { toDigits } from "../words.ts";
import type { TimesAnswer } from "./answer.ts";
import type { TimesModel } from "./model.ts";
import { toClock } from "./profile.ts";
import { toWindowSentence } from "./sentence.ts";
import { toBestWindows, toCells, toScores, type Window } from "./windows.ts";

/** Windows listed for volume and for quality each. */
const LISTED = 2;
/** A window less than this above the mean is not worth a recommendation. */
const MIN_INDEX = 1.05;

/**
 * The best windows for volume and for quality; none where neither hours nor weekdays are proven to differ. Weekdays are
 * named only where they are.
 * @param leads to expect in a week
 * @param rate share of good leads at the present level
 */
export function toWindowRows(
  model: TimesModel,
  length: number,
  leads: number,
  rate: number | null,
): TimesAnswer["windows"] {
  return (["volume", "quality"] as const).flatMap((by) =>
    toProvenWindows(model, by, length)
      .slice(0, LISTED)
      .map((window) => toRow(by, window, model, leads, rate))
      .filter((row) => (by === "volume" ? row.volume_index : row.quality_index) >= MIN_INDEX),
  );
}

function toProvenWindows(model: TimesModel, by: "volume" | "quality", length: number): Window[] {
  const effects = by === "volume" ? model.volumeEffects : model.qualityEffects;
  const proven = new Set(effects.filter(({ isProven }) => isProven).map(({ name }) => name));
  if (!proven.has("hour") && !proven.has("weekday")) return [];
  return toBestWindows(toScores(model[by], model.slots, proven.has("weekday")), model.slots, length);
}

function toRow(
  by: "volume" | "quality",
  window: Window,
  { volume, quality, slots }: TimesModel,
  leads: number,
  rate: number | null,
): TimesAnswer["windows"][number] {
  const cells = toCells([window], slots);
  const share = cells.reduce((sum, cell) => sum + (volume[cell] ?? 0), 0);
  const lift = cells.reduce((sum, cell) => sum + (volume[cell] ?? 0) * (quality[cell] ?? 1), 0) / share;
  const hours = (cells.length * 24) / slots;
  const row = {
    by,
    weekdays: window.weekdays.flatMap((day) => WEEKDAYS[day] ?? []),
    from: toClock(window.from, slots),
    to: toClock(window.from + window.length, slots),
    leads_per_hour: toDigits((share * leads) / hours, 2),
    volume_index: toDigits((share * 7 * slots) / cells.length, 2),
    good_rate: rate === null ? null : toDigits(Math.min(1, rate * lift)),
    quality_index: toDigits(lift, 3),
  };
  return { ...row, sentence: toWindowSentence(row) };
}
