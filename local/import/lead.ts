import { readCountry } from "../../src/domain/country.ts";
import { toStoredLabel } from "../../src/domain/data-point.ts";
import { type LeadEvent, SCHEMA_VERSION } from "../../src/domain/dataset.ts";
import { toEngagementLabel } from "../../src/domain/engagement.ts";
import { REFERER_MAX_CHARS, toSafeLabel } from "../../src/domain/label.ts";
import { toEngagement } from "../../src/ingest/engagement.ts";
import { toPage, toPath } from "../../src/ingest/page.ts";
import { readPhone, toPhoneForms } from "../../src/ingest/phone.ts";
import { CLICK_ID_FIELDS } from "../../src/ingest/submission-fields.ts";
import { toTouch } from "../../src/ingest/touch.ts";
import type { FillableColumn, Target } from "./columns.ts";
import type { Mapping } from "./mapping.ts";
import { type Moment, type MomentRules, readMoment } from "./moment.ts";
import { toSubmission } from "./submission.ts";
import {
  readCallingCode,
  readChannel,
  readDevice,
  readEngagement,
  readEventType,
  readNumber,
  readProject,
} from "./values.ts";

/** A row as the dataset will hold it. */
export interface ImportedLead {
  readonly timestamp: number;
  readonly precision: "second" | "day";
  readonly event: LeadEvent;
  /** Values that could not be used; the row is imported without them. */
  readonly notes: readonly string[];
}

/** `reason` of events whose file does not say what decided their type. */
const IMPORTED_REASON = "imported";
/** Targets from which the channel can be told. */
const ORIGINS: readonly Target[] = [
  ...(["utm_source", "utm_medium", "referrer", "referer", "landing_page"] as const),
  ...CLICK_ID_FIELDS,
];

type Cells = ReadonlyMap<string, string>;

/**
 * Reads rows under a mapping. Values go through the same normaliser as a received submission's; what is optional and
 * cannot be used is noted, what decides where the row counts (time, project, type) rejects it.
 */
export function createLeadReader(mapping: Mapping, moments: MomentRules) {
  const derivesChannel = tellsOrigin(mapping);
  return (cells: Cells): ImportedLead | { readonly reason: string } => {
    const notes: string[] = [];
    const read = (target: Target): string => {
      const constant = mapping.constants.get(target as FillableColumn);
      return (constant ?? cells.get(mapping.headers.get(target) ?? "") ?? "").trim();
    };
    const optional = <T>(target: Target, parse: (text: string) => T | undefined): T | undefined => {
      const text = read(target);
      const value = text === "" ? undefined : parse(text);
      if (value === undefined && text !== "") notes.push(`${target}: a value that is not understood`);
      return value;
    };

    const moment = readRowMoment(read("timestamp"), read("time"), moments);
    if ("reason" in moment) return moment;
    const project = readProject(read("project"));
    if (project === undefined)
      return { reason: read("project") === "" ? "the project is empty" : "the project makes no id" };
    const eventType = readEventType(read("event_type"));
    if (eventType === undefined) {
      return { reason: "the event type is none of primary, follow_up, test, blocked, bot" };
    }

    const { text, numbers, ignored, ...submission } = toSubmission(mapping, cells, read);
    notes.push(...ignored.map(({ field, reason }) => `${field}: ${reason}`));
    const touch = toTouch({ text, numbers, ignored, ...submission });
    const traits = {
      email: text.email,
      phones: toPhoneForms(text.phone, readPhone(text.phone ?? "", readCountry(text.country ?? ""))),
      name: text.name,
    };
    const label = (value: string | undefined, maxChars?: number) =>
      toSafeLabel(value ?? "", traits, maxChars);
    const page = (target: "referer" | "landing_page", toPart: (text: string) => string, maxChars?: number) =>
      label(
        optional(target, (given) => toPart(given) || undefined),
        maxChars,
      );
    const score = optional("engagement_score", (given) => readNumber("engagement_score", given));
    const measured = toEngagement({
      timeOnPageS: numbers.time_on_page_s,
      scrollDepthPct: numbers.scroll_depth_pct,
      clicks: numbers.clicks,
      visitCount: numbers.visit_count,
    });
    const engagement = optional("engagement", readEngagement);
    const vpn = optional("vpn", (given) => readNumber("vpn", given)) ?? 0;

    const event: LeadEvent = {
      project,
      source: toStoredLabel("source", label(text.source ?? touch.values.utm_source)),
      referer: page("referer", toPage, REFERER_MAX_CHARS),
      cta: label(text.cta),
      is_primary: eventType === "primary" ? "1" : "0",
      phone_country: optional("phone_country", readCallingCode) ?? "",
      channel: optional("channel", readChannel) ?? (derivesChannel ? touch.channel : ""),
      device: optional("device", readDevice) ?? "unknown",
      landing_page: page("landing_page", toPath),
      utm_source: label(touch.values.utm_source),
      utm_medium: label(touch.values.utm_medium),
      utm_campaign: label(touch.values.utm_campaign),
      utm_term: label(touch.values.utm_term),
      utm_content: label(touch.values.utm_content),
      engagement: engagement ?? (score === undefined ? measured.label : toEngagementLabel(score)),
      country: optional("country", readCountry) ?? "",
      city: label(text.city),
      region: label(text.region),
      reason: label(read("reason")) || IMPORTED_REASON,
      event_type: eventType,
      schema_version: SCHEMA_VERSION,
      suspicion_score: optional("suspicion_score", (given) => readNumber("suspicion_score", given)) ?? 0,
      engagement_score: score ?? measured.score,
      time_to_submit_s: numbers.time_to_submit_s ?? 0,
      pages_viewed: numbers.pages_viewed ?? 0,
      scroll_depth_pct: numbers.scroll_depth_pct ?? 0,
      visit_count: numbers.visit_count ?? 0,
      vpn: vpn > 0 ? 1 : 0,
      // A past lead was not late: its own time is both.
      received_at: moment.at,
      vpn_score: optional("vpn_score", (given) => readNumber("vpn_score", given)) ?? 0,
    };
    return { timestamp: moment.at, precision: moment.precision, event, notes };
  };
}

/** A time of day in its own column counts where the date has none. */
function readRowMoment(date: string, time: string, rules: MomentRules): Moment {
  const moment = readMoment(date, rules);
  const isDate = "at" in moment && moment.precision === "day";
  return isDate && time !== "" ? readMoment(`${date} ${time}`, rules) : moment;
}

/** Where no column tells how a visit began, `direct` would be a claim that the file does not make. */
function tellsOrigin(mapping: Mapping): boolean {
  return ORIGINS.some(
    (target) => mapping.headers.has(target) || mapping.constants.has(target as FillableColumn),
  );
}
