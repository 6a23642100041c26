import { toSilences } from "../../src/insights/anomalies/silence.ts";
import { toHours } from "./project.ts";

/** Days that a silence is told from. */
export const SILENCE_DAYS = 28;

/** Droughts that someone sees who looks every few hours; one that lasts counts once. */
export function countDroughts(hours: readonly number[], stepHours: number): number {
  let alarms = 0;
  let isOn = false;
  for (let now = 24 * SILENCE_DAYS; now <= hours.length; now += stepHours) {
    const open = toOpen(hours, now);
    if (!open) isOn = false;
    else if (open.chance < open.threshold) {
      if (!isOn) alarms++;
      isOn = true;
    }
  }
  return alarms;
}

/** Outages that were tried, and what became of them. */
export interface Outages {
  runs: number;
  found: number;
  late: number;
  /** Hours of silence until the alarm, at busy projects. */
  hours: number[];
}

/** Turns the tap off at an hour and counts the hours until the alarm. */
export function tryOutage(leads: readonly number[], start: number, isBusy: boolean, outages: Outages): void {
  const hours = leads.map((count, hour) => (hour >= start ? 0 : count));
  outages.runs++;
  for (let now = start + 1; now <= hours.length; now++) {
    const open = toOpen(hours, now);
    if (!open) continue;
    const isAlarm = open.chance < open.threshold;
    // The length at which the chance passes is told ahead; the alarm must not come after it.
    if (!isAlarm && open.expected > open.alarmAt * 1.0001) outages.late++;
    if (!isAlarm) continue;
    outages.found++;
    if (isBusy) outages.hours.push(open.hours);
    return;
  }
}

function toOpen(hours: readonly number[], now: number) {
  const from = 24 * Math.floor((now - 24 * SILENCE_DAYS) / 24);
  const silences = toSilences(toHours(hours, Math.max(0, from), now));
  const open = silences?.all.find(({ isOpen }) => isOpen);
  return silences && open ? { ...open, threshold: silences.threshold, alarmAt: silences.alarmAt } : undefined;
}
