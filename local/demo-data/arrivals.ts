import { toOffsetSpans } from "../../src/domain/zone.ts";
import { toDemoDayStart, toWeekday } from "./calendar.ts";
import { type DemoProject, RHYTHMS } from "./projects.ts";
import { createRandom, type Random } from "./random.ts";

/** Spread of the agency's good and bad days, and of each project's own, as standard deviations of the log. */
const AGENCY_SPREAD = 0.13;
const PROJECT_SPREAD = 0.2;
/** Growth of the agency's business per day, levelling off after a year. */
const DAILY_GROWTH = 0.0016;

/** Mean number of events a project receives on a demo day; the same for the same seed and day. */
export function toDailyMean(seed: number, project: DemoProject, day: number): number {
  const rhythm = RHYTHMS[project.id];
  const agency = toFactor(createRandom(seed, "agency", day), AGENCY_SPREAD);
  const own = toFactor(createRandom(seed, "project", project.id, day), PROJECT_SPREAD);
  const growth = 1 + DAILY_GROWTH * Math.min(day, 365);
  return rhythm.daily * (rhythm.weekdays[toWeekday(day)] ?? 1) * growth * agency * own;
}

/** Log-normal with mean 1: what makes daily counts vary more than chance alone would. */
function toFactor(random: Random, spread: number): number {
  return Math.exp(spread * random.normal() - (spread * spread) / 2);
}

/**
 * The hours of the agency's day, weighted by how much a project's people write at that moment of their own day;
 * `local` is the hour there.
 */
export function toHours(project: DemoProject, anchor: string, day: number) {
  const start = toDemoDayStart(anchor, day);
  const offset = toOffsetSpans(project.timezone, start, start + 1)[0]?.offset ?? 0;
  return Array.from({ length: 24 }, (_, hour) => {
    const local = Math.floor((((start + offset) / 3600 + hour) % 24) + 24) % 24;
    return { hour, local, weight: (RHYTHMS[project.id].hours[local] ?? 0) + 0.1 };
  });
}
