import type { EventType } from "../src/domain/dataset.ts";

export const DIMENSIONS_CHECKED = [
  "project",
  "source",
  "country",
  "city",
  "region",
  "cta",
  "referer",
  "landing_page",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_term",
  "utm_content",
  "phone_country",
  "channel",
  "reason",
] as const;
type Labels = Record<(typeof DIMENSIONS_CHECKED)[number], string>;

/** One submission of a mix and what it must be counted as. */
export interface Sent {
  readonly type: EventType;
  /** Waves are sent one after the other; within a wave everything is independent. */
  readonly wave: 0 | 1;
  readonly encoding: "json" | "form";
  readonly body: Record<string, string>;
  readonly labels: Labels;
}

export const BLOCKED_IP = "203.0.113.66";
export const TEST_IP = "203.0.113.77";

const SOURCES = ["google", "Meta", "newsletter", "website", ""];
const CITIES = ["Pune", "Washington, D.C.", "Zürich", "St. John’s", ""];
const CTAS = ["Book a visit", "Brochure", "Call me"];
const CAMPAIGNS = ["diwali-sale", "O'Brien & Söhne", "", "केवल आज"];

/**
 * `count` submissions in fixed proportions: of every 20, 12 are new people, 4 are one of them again, 2 are bots,
 * one is blocked and one a test. The expected labels are written down here, not taken from the product.
 */
export function createMix(count: number): Sent[] {
  return Array.from({ length: count }, (_, index) => {
    const kind = index % 20;
    if (kind < 12) return toSent(index, "primary", "new_identity", 0, toPerson(index));
    if (kind < 16) return toSent(index, "follow_up", "identity_match", 1, toPerson(index - 12));
    if (kind < 18) return toSent(index, "bot", "honeypot", 0, { ...toPerson(index), honeypot: "x" });
    if (kind < 19)
      return toSent(index, "blocked", "ip_blocked", 0, { ...toPerson(index), client_ip: BLOCKED_IP });
    return toSent(index, "test", "test_ip", 0, { ...toPerson(index), client_ip: TEST_IP });
  });
}

/** E-mail or phone in turn; the same number gives the same person, written differently each time it is used. */
function toPerson(index: number): Record<string, string> {
  const isPhone = index % 2 === 1;
  return isPhone
    ? { phone: `+91 98${String(index).padStart(8, "0")}` }
    : { email: `person.${index}@example.com` };
}

function toSent(
  index: number,
  type: EventType,
  reason: string,
  wave: 0 | 1,
  person: Record<string, string>,
): Sent {
  // A person stays with their project, or the second submission would be a first one elsewhere.
  const own = type === "follow_up" ? index - 12 : index;
  const project = own % 3 === 0 ? "beta" : "alpha";
  const source = pick(SOURCES, index);
  const city = pick(CITIES, index >> 1);
  const campaign = pick(CAMPAIGNS, index >> 2);
  const isPaid = index % 4 === 0;
  const page = index % 5;
  return {
    type,
    wave,
    encoding: index % 3 === 0 ? "form" : "json",
    body: {
      ...person,
      project,
      source,
      city,
      region: "Region 1",
      country: index % 7 === 0 ? "US" : "IN",
      cta: pick(CTAS, index),
      referer: `https://www.example.com/offer/${page}?ref=secret#form`,
      landing_page: `https://www.example.com/start/${page}?x=1`,
      utm_campaign: campaign,
      ...(isPaid ? { utm_source: "google", utm_medium: "cpc", utm_term: "flats", utm_content: "v1" } : {}),
      message: `submission ${index}`,
    },
    labels: {
      project,
      // Without a source of its own a submission counts under its UTM source.
      source: source.toLowerCase() || (isPaid ? "google" : "(unknown)"),
      country: index % 7 === 0 ? "US" : "IN",
      city: city || "(unknown)",
      region: "Region 1",
      cta: pick(CTAS, index),
      referer: `https://www.example.com/offer/${page}`,
      landing_page: `/start/${page}`,
      utm_source: isPaid ? "google" : "(unknown)",
      utm_medium: isPaid ? "cpc" : "(unknown)",
      utm_campaign: campaign.replace("'", "’") || "(unknown)",
      utm_term: isPaid ? "flats" : "(unknown)",
      utm_content: isPaid ? "v1" : "(unknown)",
      phone_country: person.phone ? "+91" : "(unknown)",
      channel: isPaid ? "paid_search" : "direct",
      reason,
    },
  };
}

function pick<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new RangeError("empty list");
  return item;
}

/** How many there are of each. */
export function countBy<T>(items: readonly T[], toKey: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(toKey(item), (counts.get(toKey(item)) ?? 0) + 1);
  return counts;
}
