import { toChannel } from "../../src/domain/channel.ts";
import { type LeadEvent, SCHEMA_VERSION } from "../../src/domain/dataset.ts";
import { toEngagementLabel } from "../../src/domain/engagement.ts";
import { toSafeLabel } from "../../src/domain/safe-label.ts";
import { toHost } from "../../src/ingest/page.ts";
import { type FormPage, PAGES } from "./pages.ts";
import type { Place } from "./places.ts";
import type { DemoProjectId } from "./projects.ts";
import type { Random } from "./random.ts";
import { VPN_COUNTRY } from "./stories.ts";
import type { Traffic } from "./traffic.ts";
import type { Verdict } from "./verdict.ts";
import type { Visit } from "./visitor.ts";

/** Everything known of one made-up submission. */
export interface Submission {
  readonly project: DemoProjectId;
  readonly traffic: Traffic;
  readonly place: Place;
  readonly phone: string;
  readonly landing: string;
  readonly form: FormPage;
  readonly term: string;
  readonly content: string;
  readonly visit: Visit;
  readonly verdict: Verdict;
}

/** What visitors fill in and see by chance, given how they came and from where. */
export function toSubmission(
  random: Random,
  project: DemoProjectId,
  traffic: Traffic,
  place: Place,
  rest: { visit: Visit; verdict: Verdict; landing?: string },
): Submission {
  const pages = PAGES[project];
  return {
    ...{ project, traffic, place, visit: rest.visit, verdict: rest.verdict },
    phone: toPhone(random, place),
    landing: rest.landing ?? random.any(pages.landings),
    form: random.pick(pages.forms),
    term: random.any(traffic.terms),
    content: random.any(traffic.contents),
  };
}

/** The lead event of a submission, its labels normalised as the product does. */
export function toLeadEvent(submission: Submission, receivedAt: number): LeadEvent {
  const { traffic, place, visit, verdict } = submission;
  const utmSource = traffic.medium === "" ? "" : traffic.source;
  return {
    project: submission.project,
    source: toSafeLabel(traffic.source),
    referer: toSafeLabel(PAGES[submission.project].site + submission.form.path),
    cta: toSafeLabel(submission.form.cta),
    is_primary: verdict.type === "primary" ? "1" : "0",
    phone_country: toSafeLabel(submission.phone),
    channel: toChannel({ utmSource, utmMedium: traffic.medium, referrerHost: toHost(traffic.referrer) }),
    device: visit.device,
    landing_page: toSafeLabel(submission.landing),
    utm_source: toSafeLabel(utmSource),
    utm_medium: toSafeLabel(traffic.medium),
    utm_campaign: toSafeLabel(traffic.campaign),
    utm_term: toSafeLabel(submission.term),
    utm_content: toSafeLabel(submission.content),
    engagement: toEngagementLabel(visit.engagementScore),
    country: toSafeLabel(place.country),
    city: toSafeLabel(place.city),
    region: toSafeLabel(place.region),
    reason: verdict.reason,
    event_type: verdict.type,
    schema_version: SCHEMA_VERSION,
    suspicion_score: verdict.suspicion,
    engagement_score: visit.engagementScore,
    time_to_submit_s: visit.timeToSubmitS,
    pages_viewed: visit.pagesViewed,
    scroll_depth_pct: visit.scrollDepthPct,
    visit_count: visit.visitCount,
    vpn: verdict.vpn,
    received_at: receivedAt,
    vpn_score: verdict.vpnScore,
  };
}

function toPhone(random: Random, place: Place): string {
  if (random.chance(0.05)) return "";
  const isIndian = place.country === VPN_COUNTRY.country && random.chance(VPN_COUNTRY.indianPhoneShare);
  return isIndian ? "+91" : place.phone;
}
