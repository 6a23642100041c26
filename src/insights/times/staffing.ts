import { WEEKDAYS } from "../../stats/group.ts";
import { toCountQuantile } from "../math/counts.ts";
import { toDigits } from "../words.ts";
import type { TimesAnswer } from "./answer.ts";
import type { TimesModel } from "./model.ts";

/** Nine hours in ten bring no more. */
const HIGH = 0.9;

/** Leads to expect in every hour of a week that brings so many in all, with an upper band. */
export function toStaffing(
  { volume, slots, dispersion }: TimesModel,
  leads: number,
): TimesAnswer["staffing"] {
  return WEEKDAYS.map((weekday, day) => {
    const expected = volume.slice(day * slots, (day + 1) * slots).map((share) => share * leads);
    return {
      weekday,
      expected: expected.map((mean) => toDigits(mean, 2)),
      high: expected.map((mean) => toCountQuantile({ mean, dispersion }, HIGH)),
    };
  });
}
