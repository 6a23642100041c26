import type { Project } from "../domain/project.ts";
import { toUtcIso } from "../domain/utc.ts";
import { classify, type Listed } from "./classify.ts";
import { isNotErased } from "./erasure-guard.ts";
import { isPublicSender } from "./ip.ts";
import { toLeadEvent } from "./lead-event.ts";
import type { Prepared } from "./prepare.ts";
import { isBlockedByRule } from "./project-rule.ts";
import type { StorageCase, StoragePlan } from "./store.ts";
import { type RowContext, toSubmissionRow } from "./submission-row.ts";
import { toFirstTouch } from "./touch.ts";

export interface PlanOptions {
  /** Bots are told apart; off, what would decide only adds suspicion. */
  readonly botDetection: boolean;
  /** IANA zone of enquiry times where a project has none. */
  readonly timezone: string;
  /** How long a caught sender stays on the block list, in days. */
  readonly blockDays: number;
  /** Days without a word after which a known person counts as a new lead; 0 for never. */
  readonly reengagementDays: number;
}

/** What an isolate knows of the block and test lists. */
export interface SenderCheck {
  /** What they say of the sender; `undefined` when they cannot be relied on. */
  readonly listed?: Listed | undefined;
  /** They should be read again. */
  readonly isStale?: boolean;
}

const DAY_MS = 86_400_000;
const UNLISTED: Listed = { blocked: false, test: false };

/**
 * What to store of a submission.
 * @param lists what the lists say of its sender; without `listed` the database decides
 * @param pointState `queue` when it was acknowledged before and is finished from the queue
 */
export function toPlan(
  options: PlanOptions,
  prepared: Prepared,
  lists: SenderCheck,
  pointState: RowContext["pointState"],
): StoragePlan {
  const { project, facts, identities } = prepared;
  const nowIso = toUtcIso(facts.receivedMs);
  const isOpen = facts.senderKey !== undefined && lists.listed === undefined;
  const toCase = createToCase(options, prepared, pointState);
  return {
    claim: prepared.claim,
    acknowledged: pointState === "queue",
    isWanted: isNotErased(identities, project.id, facts.receivedMs),
    senderKey: facts.senderKey,
    asksLists: isOpen,
    readsLists: isOpen && lists.isStale === true,
    nowIso,
    projectId: project.id,
    question: {
      formerKeys: identities.flatMap(({ former }) => former),
      seenAfter: toSeenAfter(options, project, facts.receivedMs),
      firstTouchJson: toFirstTouch(facts.submission.text.first_touch),
    },
    tokenId: facts.token?.id,
    contentKey: prepared.contentKey,
    countsVelocity: facts.connection !== undefined,
    cases: isOpen
      ? [
          toCase({ blocked: true, test: false }, "BlockedIPs"),
          toCase({ blocked: false, test: true }, "TestIPs"),
          toCase(UNLISTED),
        ]
      : [toCase(lists.listed ?? UNLISTED)],
  };
}

function createToCase(options: PlanOptions, prepared: Prepared, pointState: RowContext["pointState"]) {
  const { intake, project, facts, assessment } = prepared;
  const row = toSubmissionRow(facts, assessment, {
    claim: prepared.claim,
    projectId: project.id,
    timezone: project.timezone ?? options.timezone,
    credential: intake.credential,
    identities: prepared.identities,
    contentKey: prepared.contentKey,
    pointState,
  });
  const byRule = isBlockedByRule(project, facts);

  return (listed: Listed, list?: StorageCase["listed"]): StorageCase => {
    const { botDetection } = options;
    const verdict = classify(listed, assessment.findings, { isTestKey: intake.isTest, botDetection, byRule });
    const isFiltered = verdict?.eventType === "bot" || verdict?.eventType === "blocked";
    // Only a visitor's own connection: an address that a server passes on may be anybody's.
    const blocks =
      verdict?.eventType === "bot" &&
      facts.connection !== undefined &&
      facts.senderKey !== undefined &&
      isPublicSender(facts.senderKey) &&
      assessment.findings.some((finding) => finding.blocksSender);
    return {
      verdict,
      row,
      ...(isFiltered && { eventJson: JSON.stringify(toLeadEvent(project.id, facts, assessment, verdict)) }),
      ...(list && { listed: list }),
      ...(blocks && { blockUntilIso: toUtcIso(facts.receivedMs + options.blockDays * DAY_MS) }),
    };
  };
}

function toSeenAfter(options: PlanOptions, project: Project, receivedMs: number): string | undefined {
  const days = project.reengagementDays ?? options.reengagementDays;
  return days > 0 ? toUtcIso(receivedMs - days * DAY_MS) : undefined;
}
