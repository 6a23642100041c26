import type { EventType } from "../domain/dataset.ts";
import { toUtcIso } from "../domain/utc.ts";
import { type Assessment, toReasonsJson } from "./assessment.ts";
import type { Claim } from "./claim.ts";
import { toDevice } from "./device.ts";
import type { Facts } from "./facts.ts";
import type { IdentityKeys } from "./identity.ts";
import { toLocalIso } from "./local-time.ts";
import type { Cell } from "./statement.ts";
import { readSubmittedAt } from "./submitted-at.ts";

export const SUBMISSION_TABLES = ["LeadSubmissions", "TestingLeads", "BlockedIPLeads"] as const;
export type SubmissionTable = (typeof SUBMISSION_TABLES)[number];

/** The table in which a submission of a type is stored. */
export function toTable(eventType: EventType): SubmissionTable {
  if (eventType === "test") return "TestingLeads";
  return eventType === "bot" || eventType === "blocked" ? "BlockedIPLeads" : "LeadSubmissions";
}

/** The columns that every table of submissions has. */
export const SUBMISSION_COLUMNS = [
  "SubmissionId",
  "ProjectName",
  "ProjectSource",
  "EnquiryDateTime",
  "SubmittedAt",
  "ReceivedAt",
  "ContactName",
  "ContactEmail",
  "ContactPhone",
  "ContactCity",
  "ContactRegion",
  "ContactCountry",
  "ContactMessage",
  "EmailKey",
  "PhoneKey",
  "CtaName",
  "PageUrl",
  "Channel",
  "Device",
  "TouchJson",
  "VisitorId",
  "VisitorIp",
  "SenderKey",
  "UserAgent",
  "EngagementScore",
  "EngagementLabel",
  "EngagementBreakdown",
  "SuspicionScore",
  "SuspicionReasons",
  "VpnSuspected",
  "VpnScore",
  "RuleVersion",
  "Credential",
  "Mode",
  "ContentKey",
  "IdempotencyHash",
  "BodyHash",
  "PointState",
  "PayloadJson",
] as const;
export type SubmissionColumn = (typeof SUBMISSION_COLUMNS)[number];
export type SubmissionRow = Readonly<Record<SubmissionColumn, Cell>>;

/** What a row needs beside the facts and the assessment. */
export interface RowContext {
  readonly claim: Claim;
  readonly projectId: string;
  /** IANA zone in which people read the enquiry time. */
  readonly timezone: string;
  readonly credential: string;
  readonly identities: readonly IdentityKeys[];
  /** Hash of the message, where its repetition is looked for. */
  readonly contentKey: string | undefined;
  /** Who is about to store it; see `point-state.ts`. */
  readonly pointState: "request" | "queue";
}

/** The row of a submission, without what the database decides. */
export function toSubmissionRow(facts: Facts, assessment: Assessment, context: RowContext): SubmissionRow {
  const { text, numbers, extras, ignored } = facts.submission;
  const { engagement, touch } = assessment;
  const keys = toKeyCells(context.identities);
  const submittedMs = readSubmittedAt(text.submitted_at ?? "", facts.receivedMs) ?? facts.receivedMs;
  return {
    SubmissionId: context.claim.submissionId,
    ProjectName: context.projectId,
    ProjectSource: (text.source ?? touch.values.utm_source ?? "").toLowerCase(),
    EnquiryDateTime: toLocalIso(context.timezone, submittedMs),
    SubmittedAt: toUtcIso(submittedMs),
    ReceivedAt: toUtcIso(facts.receivedMs),
    ContactName: text.name ?? null,
    ContactEmail: facts.email?.address ?? null,
    ContactPhone: facts.phone?.number ?? null,
    ContactCity: facts.city || null,
    ContactRegion: facts.region || null,
    ContactCountry: facts.country || null,
    ContactMessage: text.message ?? null,
    EmailKey: keys.EmailKey,
    PhoneKey: keys.PhoneKey,
    CtaName: text.cta ?? null,
    PageUrl: text.referer ?? null,
    Channel: touch.channel,
    Device: toDevice(facts.userAgent),
    TouchJson: JSON.stringify(touch.values),
    VisitorId: text.visitor_id ?? null,
    VisitorIp: facts.ip ?? null,
    SenderKey: facts.senderKey ?? null,
    UserAgent: facts.userAgent || null,
    EngagementScore: engagement.score,
    EngagementLabel: engagement.label,
    EngagementBreakdown: JSON.stringify(engagement.parts),
    SuspicionScore: assessment.scores.suspicion,
    SuspicionReasons: toReasonsJson(assessment.findings),
    VpnSuspected: assessment.scores.vpnSuspected ? 1 : 0,
    VpnScore: assessment.scores.vpn,
    RuleVersion: assessment.ruleVersion,
    Credential: context.credential,
    Mode: facts.mode,
    ContentKey: context.contentKey ?? null,
    IdempotencyHash: context.claim.keyHash,
    BodyHash: context.claim.bodyHash ?? null,
    PointState: context.pointState,
    // Every field as it was received; the message has a column of its own.
    PayloadJson: JSON.stringify({
      fields: { ...text, message: undefined, ...numbers },
      extra: extras,
      ignored,
    }),
  };
}

/** The columns by which a person is known. */
export function toKeyCells(
  identities: readonly IdentityKeys[],
): Pick<SubmissionRow, "EmailKey" | "PhoneKey"> {
  const toKey = (kind: IdentityKeys["kind"]) =>
    identities.find((keys) => keys.kind === kind)?.current ?? null;
  return { EmailKey: toKey("email"), PhoneKey: toKey("phone") };
}
