import type { Device } from "../../src/domain/dataset.ts";
import { toEngagement } from "../../src/ingest/engagement.ts";
import type { Random } from "./random.ts";

/** How one visit went, in the units of the dataset. */
export interface Visit {
  readonly device: Device;
  readonly timeToSubmitS: number;
  readonly pagesViewed: number;
  readonly scrollDepthPct: number;
  readonly visitCount: number;
  readonly engagementScore: number;
}

/** A person's visit; `warmth` shifts their engagement by about as many points. */
export function toVisit(random: Random, mobileShare: number, warmth: number): Visit {
  const interest = Math.exp(0.6 * random.normal() + warmth / 28);
  const timeToSubmitS = Math.round(Math.min(3600, 12 + 75 * interest * Math.exp(0.5 * random.normal())));
  const scrollDepthPct = toPercent(38 + 16 * Math.log(interest) + 20 * random.normal());
  const pagesViewed = 1 + random.poisson(1.4 * Math.min(3, interest));
  const visitCount = 1 + random.poisson(0.4 * Math.min(3, interest));
  const clicks = random.poisson(1 + pagesViewed);
  return {
    device: toDevice(random, mobileShare),
    timeToSubmitS,
    pagesViewed,
    scrollDepthPct,
    visitCount,
    engagementScore: toEngagement({
      time_on_page_s: timeToSubmitS,
      scroll_depth_pct: scrollDepthPct,
      clicks,
      visit_count: visitCount,
    }).score,
  };
}

/** A machine's visit: over in seconds, one page, nothing read. */
export function toBotVisit(random: Random): Visit {
  const timeToSubmitS = random.integer(0, 4);
  return {
    device: random.chance(0.85) ? "desktop" : "unknown",
    timeToSubmitS,
    pagesViewed: 1,
    scrollDepthPct: 0,
    visitCount: 1,
    engagementScore: toEngagement({ time_on_page_s: timeToSubmitS, clicks: random.integer(0, 2) }).score,
  };
}

function toDevice(random: Random, mobileShare: number): Device {
  if (random.chance(mobileShare)) return "mobile";
  return random.chance(0.08) ? "tablet" : "desktop";
}

function toPercent(value: number): number {
  return Math.round(Math.min(100, Math.max(0, value)));
}
