import type { Place } from "./places.ts";
import type { DemoProjectId } from "./projects.ts";
import type { Traffic } from "./traffic.ts";

/** What is planted in the demo data, by demo day (see calendar.ts); docs/demo-data.md tells it to people. */

/** Bought clicks turn into bots: from a day on, most of what one source sends is made by machines. */
export const BOT_SOURCE = {
  project: "scholars-hub",
  source: "clickbay",
  fromDay: -42,
  botShare: 0.68,
  swell: 2,
} as const;

/** The quietly best campaign: few leads, but most of them hot. Its warmth and bot share are in traffic.ts. */
export const BEST_CAMPAIGN = { project: "green-acres", campaign: "ga-weekend-site-visits" } as const;

/** The Tuesday on which the agency's web host was down all day; deliveries that queued up came after midnight. */
export const OUTAGE = { day: -20, queued: 12, queuedProject: "green-acres" } as const;

/** A morning show praised the clinic: one Thursday of visitors who typed the address they had heard. */
export const SPIKE = {
  project: "bright-smile",
  day: -11,
  extra: 96,
  fromHour: 9,
  toHour: 15,
  landing: "/tv",
} as const;

/** Most visitors who seem to be in this country are Indians behind a VPN. */
export const VPN_COUNTRY = { country: "NL", vpnShare: 0.83, indianPhoneShare: 0.86 } as const;

/** Answers of AI assistants bring more and more visitors: their weight grows from `start` to `end` over 90 days. */
export const AI_GROWTH = {
  sources: ["chatgpt", "perplexity"] as readonly string[],
  start: 0.3,
  end: 2.2,
} as const;

/** Visitors of this project's weekend mornings are warmer than others; hours are local, half-open. */
export const WARM_HOURS = {
  project: "green-acres",
  weekdays: [5, 6] as readonly number[],
  fromHour: 10,
  toHour: 13,
  warmth: 22,
} as const;

/** How much of its usual weight a way to the site has on a day. */
export function toWeight(project: DemoProjectId, traffic: Traffic, day: number): number {
  if (AI_GROWTH.sources.includes(traffic.source)) {
    const progress = Math.min(1, Math.max(0, (day + 90) / 90));
    return traffic.weight * (AI_GROWTH.start + (AI_GROWTH.end - AI_GROWTH.start) * progress);
  }
  return isBotRidden(project, traffic, day) ? traffic.weight * BOT_SOURCE.swell : traffic.weight;
}

/** The share of submissions that bots send through a way to the site on a day. */
export function toBotShare(project: DemoProjectId, traffic: Traffic, day: number): number {
  return isBotRidden(project, traffic, day) ? BOT_SOURCE.botShare : traffic.botShare;
}

/** How likely a visitor from a place is behind a VPN. */
export function toVpnShare(place: Place): number {
  return place.country === VPN_COUNTRY.country ? VPN_COUNTRY.vpnShare : 0.035;
}

/** Extra engagement of visitors at a local weekday and hour. */
export function toTimedWarmth(project: DemoProjectId, weekday: number, hour: number): number {
  const { weekdays, fromHour, toHour, warmth } = WARM_HOURS;
  const applies =
    project === WARM_HOURS.project && weekdays.includes(weekday) && hour >= fromHour && hour < toHour;
  return applies ? warmth : 0;
}

function isBotRidden(project: DemoProjectId, traffic: Traffic, day: number): boolean {
  return project === BOT_SOURCE.project && traffic.source === BOT_SOURCE.source && day >= BOT_SOURCE.fromDay;
}
