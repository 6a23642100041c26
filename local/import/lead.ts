import { readCountry } from "../../src/domain/country.ts";
import type { LeadEvent } from "../../src/domain/dataset.ts";
import { toEngagementLabel } from "../../src/domain/engagement.ts";
import { toEngagement } from "../../src/ingest/engagement.ts";
import { createLabeller, toSubmissionColumns } from "../../src/ingest/lead-event.ts";
import { toPage, toPath } from "../../src/ingest/page.ts";
import { readPhone } from "../../src/ingest/phone.ts";
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

    const submission = toSubmission(mapping, cells, read);
    const { text } = submission;
    notes.push(...submission.ignored.map(({ field, reason }) => `${field}: ${reason}`));
    const touch = toTouch(submission);
    const label = createLabeller(text, readPhone(text.phone ?? "", readCountry(text.country ?? "")));
    // Only to note a page that is none.
    optional("referer", (given) => toPage(given) || undefined);
    optional("landing_page", (given) => toPath(given) || undefined);
    const score = optional("engagement_score", (given) => readNumber("engagement_score", given));
    const measured = toEngagement(submission.numbers);
    const engagement = optional("engagement", readEngagement);
    const vpn = optional("vpn", (given) => readNumber("vpn", given)) ?? 0;

    const event: LeadEvent = {
      ...toSubmissionColumns(submission, touch, label),
      project,
      is_primary: eventType === "primary" ? "1" : "0",
      phone_country: optional("phone_country", readCallingCode) ?? "",
      channel: optional("channel", readChannel) ?? (derivesChannel ? touch.channel : ""),
      device: optional("device", readDevice) ?? "unknown",
      engagement: engagement ?? (score === undefined ? measured.label : toEngagementLabel(score)),
      country: optional("country", readCountry) ?? "",
      city: label(text.city),
      region: label(text.region),
      reason: label(read("reason")) || IMPORTED_REASON,
      event_type: eventType,
      suspicion_score: optional("suspicion_score", (given) => readNumber("suspicion_score", given)) ?? 0,
      engagement_score: score ?? measured.score,
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
