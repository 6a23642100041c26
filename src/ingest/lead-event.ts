import { toStoredLabel } from "../domain/data-point.ts";
import { type LeadEvent, SCHEMA_VERSION } from "../domain/dataset.ts";
import { REFERER_MAX_CHARS } from "../domain/label.ts";
import { createSafeLabeller } from "../domain/safe-label.ts";
import type { Assessment } from "./assessment.ts";
import type { Verdict } from "./classify.ts";
import { toDevice } from "./device.ts";
import type { Facts } from "./facts.ts";
import { toPage, toPath } from "./page.ts";
import { type PhoneNumber, toPhoneForms } from "./phone.ts";
import type { Submission } from "./submission.ts";
import type { Touch } from "./touch.ts";

/** Makes the labels of a submission, normalised and free of its person's data. */
export function createLabeller({ email, phone, name }: Submission["text"], read: PhoneNumber | undefined) {
  const toSafe = createSafeLabeller({ email, phones: toPhoneForms(phone, read), name });
  return (value: string | undefined, maxChars?: number) =>
    value === undefined || value === "" ? "" : toSafe(value, maxChars);
}

/** The columns that a submission decides itself, whether it was received or imported. */
export function toSubmissionColumns(
  { text, numbers }: Submission,
  { values }: Touch,
  label: ReturnType<typeof createLabeller>,
) {
  return {
    source: toStoredLabel("source", label(text.source ?? values.utm_source)),
    referer: label(toPage(text.referer ?? ""), REFERER_MAX_CHARS),
    cta: label(text.cta),
    landing_page: label(toPath(text.landing_page ?? "")),
    utm_source: label(values.utm_source),
    utm_medium: label(values.utm_medium),
    utm_campaign: label(values.utm_campaign),
    utm_term: label(values.utm_term),
    utm_content: label(values.utm_content),
    schema_version: SCHEMA_VERSION,
    time_to_submit_s: numbers.time_to_submit_s ?? 0,
    pages_viewed: numbers.pages_viewed ?? 0,
    scroll_depth_pct: numbers.scroll_depth_pct ?? 0,
    visit_count: numbers.visit_count ?? 0,
  } satisfies Partial<LeadEvent>;
}

/** The event of a submission: every label normalised and free of personal data. */
export function toLeadEvent(
  projectId: string,
  facts: Facts,
  assessment: Assessment,
  verdict: Verdict,
): LeadEvent {
  const { submission } = facts;
  const { touch } = assessment;
  const label = createLabeller(submission.text, facts.phone);
  return {
    ...toSubmissionColumns(submission, touch, label),
    project: projectId,
    is_primary: verdict.eventType === "primary" ? "1" : "0",
    phone_country: facts.phone?.callingCode ?? "",
    channel: touch.channel,
    device: toDevice(facts.userAgent),
    engagement: assessment.engagement.label,
    country: facts.country,
    city: label(facts.city),
    region: label(facts.region),
    reason: verdict.reason,
    event_type: verdict.eventType,
    suspicion_score: assessment.scores.suspicion,
    engagement_score: assessment.engagement.score,
    vpn: assessment.scores.vpnSuspected ? 1 : 0,
    received_at: Math.floor(facts.receivedMs / 1000),
    vpn_score: assessment.scores.vpn,
  };
}
