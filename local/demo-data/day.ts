import { RESTORED_REASON } from "../../src/domain/dataset.ts";
import { toDailyMean, toHours } from "./arrivals.ts";
import { toWeekday } from "./calendar.ts";
import { BOT_PLACES, OFFICE_PLACE, PLACES } from "./places.ts";
import { DEMO_PROJECTS, type DemoProject } from "./projects.ts";
import { createRandom, type Random } from "./random.ts";
import { OUTAGE, SPIKE, toBotShare, toTimedWarmth, toVpnShare, toWeight } from "./stories.ts";
import { type Submission, toSubmission } from "./submission.ts";
import { TRAFFIC, type Traffic } from "./traffic.ts";
import { toBotVerdict, toHumanVerdict, toTestVerdict } from "./verdict.ts";
import { toBotVisit, toVisit } from "./visitor.ts";

/** A submission at a second of its day. */
export interface Arrival {
  readonly second: number;
  readonly submission: Submission;
  /** It had been received this many seconds before it was written. */
  readonly late?: number;
}

const TEST_SHARE = 0.013;
const RESTORED_SHARE = 0.12;

/** What arrives on a demo day at all projects, in no order; days do not depend on one another. */
export function toArrivals(seed: number, anchor: string, day: number): Arrival[] {
  if (day === OUTAGE.day) return [];
  return DEMO_PROJECTS.flatMap((project) => {
    const random = createRandom(seed, "events", project.id, day);
    const arrivals = toUsualArrivals(random, seed, anchor, project, day);
    if (day === SPIKE.day && project.id === SPIKE.project) arrivals.push(...toSpike(random, project));
    if (day === OUTAGE.day + 1 && project.id === OUTAGE.queuedProject)
      arrivals.push(...toQueued(random, project));
    return arrivals;
  });
}

function toUsualArrivals(random: Random, seed: number, anchor: string, project: DemoProject, day: number) {
  const usual = TRAFFIC[project.id];
  const today = usual.map((traffic) => ({ traffic, weight: toWeight(project.id, traffic, day) }));
  const growth = toSum(today) / toSum(usual);
  const hours = toHours(project, anchor, day);
  const count = random.poisson(toDailyMean(seed, project, day) * growth);
  const arrivals: Arrival[] = [];
  for (let i = 0; i < count; i++) {
    const { traffic } = random.pick(today);
    const kind = random.next();
    const at = random.pick(hours);
    const second = at.hour * 3600 + random.integer(0, 3599);
    if (kind < TEST_SHARE) arrivals.push({ second, submission: toTest(random, project) });
    else if (kind < TEST_SHARE + toBotShare(project.id, traffic, day)) {
      arrivals.push(...toBot(random, project, traffic));
    } else {
      const warmth = traffic.warmth + toTimedWarmth(project.id, toWeekday(day), at.local);
      arrivals.push({ second, submission: toPerson(random, project, traffic, warmth) });
    }
  }
  return arrivals;
}

function toPerson(random: Random, project: DemoProject, traffic: Traffic, warmth: number, landing?: string) {
  const place = random.pick(PLACES[project.id]);
  const visit = toVisit(random, traffic.mobileShare, warmth);
  const verdict = toHumanVerdict(random, toVpnShare(place), visit.timeToSubmitS < 15);
  const rest = landing === undefined ? { visit, verdict } : { visit, verdict, landing };
  return toSubmission(random, project.id, traffic, place, rest);
}

function toTest(random: Random, project: DemoProject): Submission {
  const rest = { visit: toVisit(random, 0.2, -20), verdict: toTestVerdict(random) };
  return toSubmission(random, project.id, toDirect(project), OFFICE_PLACE, rest);
}

/** A bot comes at any hour; a few prove to be people and are restored by hand later that day. */
function toBot(random: Random, project: DemoProject, traffic: Traffic): Arrival[] {
  const verdict = toBotVerdict(random);
  const place = random.pick(BOT_PLACES);
  const submission = toSubmission(random, project.id, traffic, place, { visit: toBotVisit(random), verdict });
  const second = random.integer(0, 86_399);
  const restorable = verdict.reason === "turnstile_failed" && random.chance(RESTORED_SHARE);
  if (!restorable) return [{ second, submission }];
  const restored = { ...verdict, type: "primary", reason: RESTORED_REASON.bot } as const;
  const later = Math.min(86_399, second + random.integer(1800, 14_400));
  return [
    { second, submission },
    { second: later, submission: { ...submission, verdict: restored } },
  ];
}

function toSpike(random: Random, project: DemoProject): Arrival[] {
  const seconds = Array.from({ length: SPIKE.extra }, () =>
    random.integer(SPIKE.fromHour * 3600, SPIKE.toHour * 3600 - 1),
  );
  return seconds.map((second) => ({
    second,
    submission: toPerson(random, project, toDirect(project), 2, SPIKE.landing),
  }));
}

function toQueued(random: Random, project: DemoProject): Arrival[] {
  return Array.from({ length: OUTAGE.queued }, () => ({
    second: random.integer(300, 1200),
    submission: toPerson(random, project, toDirect(project), 0),
    late: random.integer(7200, 64_800),
  }));
}

function toDirect(project: DemoProject): Traffic {
  const direct = TRAFFIC[project.id].find((traffic) => traffic.source === "direct");
  if (!direct) throw new TypeError(`${project.id} has no direct traffic`);
  return direct;
}

function toSum(items: readonly { readonly weight: number }[]): number {
  return items.reduce((sum, item) => sum + item.weight, 0);
}
