import { WEEKDAYS } from "../../stats/group.ts";
import { toSum } from "../math/sums.ts";
import { toDigits, toRoundedEstimate } from "../words.ts";
import type { TimesAnswer } from "./answer.ts";
import type { Effect } from "./effects.ts";
import type { TimesModel } from "./model.ts";

const MEAN = { value: 1, low: 1, high: 1 };

/** How much of each effect comes back from week to week. */
export function toEvidence(effects: readonly Effect[]): NonNullable<TimesAnswer["evidence"]>["volume"] {
  const of = (name: Effect["name"]) => toDigits(effects.find((one) => one.name === name)?.repeats ?? 0, 2);
  return { hour: of("hour"), weekday: of("weekday"), slot: of("slot") };
}

/** Every slot of the day, over all weekdays. @param leads in a week */
export function toHours({ slots, volume, volumeEffects, qualityEffects }: TimesModel, leads: number) {
  return Array.from({ length: slots }, (_, slot) => {
    const share = volume.reduce((sum, part, cell) => (cell % slots === slot ? sum + part : sum), 0);
    return {
      from: toClock(slot, slots),
      leads: toDigits((share * leads * slots) / 24 / 7, 2),
      volume_index: toIndex(volumeEffects, "hour", slot),
      quality_index: toIndex(qualityEffects, "hour", slot),
    };
  });
}

/** Every weekday, over all hours. @param leads in a week */
export function toWeekdays({ slots, volume, volumeEffects, qualityEffects }: TimesModel, leads: number) {
  return WEEKDAYS.map((weekday, day) => {
    const share = toSum(volume.slice(day * slots, (day + 1) * slots));
    return {
      weekday,
      leads: toDigits(share * leads, 2),
      volume_index: toIndex(volumeEffects, "weekday", day),
      quality_index: toIndex(qualityEffects, "weekday", day),
    };
  });
}

export function toClock(slot: number, slots: number): string {
  const minutes = (slot * 1440) / slots;
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function toIndex(effects: readonly Effect[], name: Effect["name"], key: number) {
  return toRoundedEstimate(effects.find((one) => one.name === name)?.ratios[key] ?? MEAN, 3);
}
