import { type LeadEvent, RESTORED_REASON } from "../domain/dataset.ts";
import { Problem } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import { readEmail } from "./email.ts";
import { type IdentityHasher, type IdentityKeys, toIdentityValue } from "./identity.ts";
import { toLeadStatement } from "./lead-statement.ts";
import { oweEvent } from "./owed-events.ts";
import { toFirstTouch } from "./plan.ts";
import { type Dataset, writePoint } from "./point.ts";
import type { Guard, Statement } from "./statement.ts";
import { type Cell, type SubmissionRow, toKeyCells } from "./submission-row.ts";
import type { StoredSubmission } from "./submission-statement.ts";

export interface RestoreOptions {
  readonly db: D1Database;
  readonly dataset: Dataset;
  readonly identity: IdentityHasher;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** A row of BlockedIPLeads, with some of its own columns. */
type FilteredRow = SubmissionRow & Readonly<Record<"EventType" | "EventJson", Cell>>;

/** The project of a filtered submission, or `undefined` when there is none of that id. */
export async function findFilteredProject(db: D1Database, submissionId: string): Promise<string | undefined> {
  const sql = "SELECT ProjectName FROM BlockedIPLeads WHERE SubmissionId = ?1";
  return (await db.prepare(sql).bind(submissionId).first<string>("ProjectName")) ?? undefined;
}

/**
 * Restores a wrongly filtered submission as a lead, and lifts the block its detector made. Its event is written
 * with the reason `restored_bot` or `restored_blocked`, from which the metrics know to take the original back out.
 * @throws Problem `not_found`, `conflict` when it was restored before
 */
export async function restore(
  options: RestoreOptions,
  submissionId: string,
  restoredBy: string,
): Promise<{ type: string; reason: string }> {
  const { db } = options;
  const row = await db
    .prepare("SELECT * FROM BlockedIPLeads WHERE SubmissionId = ?1")
    .bind(submissionId)
    .first<FilteredRow>();
  if (!row) throw new Problem("not_found", "There is no filtered submission with this id.");
  const reason = row.EventType === "bot" ? RESTORED_REASON.bot : RESTORED_REASON.blocked;
  const statements = toRestoreStatements(row, await toIdentities(row, options.identity), reason, {
    restoredBy,
    nowIso: new Date(options.now()).toISOString(),
  });
  const results = await db.batch(statements.map(({ sql, params }) => db.prepare(sql).bind(...params)));
  const [stored] = (results[0]?.results ?? []) as StoredSubmission[];
  if (!stored) throw new Problem("conflict", "This submission was already restored.");

  const original = JSON.parse(String(row.EventJson)) as LeadEvent;
  const event: LeadEvent = {
    ...original,
    event_type: stored.EventType,
    is_primary: stored.EventType === "primary" ? "1" : "0",
    reason,
  };
  const owed = { submissionId, event };
  if (!writePoint(options.dataset, owed, options.log)) await oweEvent(db, owed, options.now());
  return { type: stored.EventType, reason };
}

function toRestoreStatements(
  row: FilteredRow,
  identities: readonly IdentityKeys[],
  reason: string,
  by: { readonly restoredBy: string; readonly nowIso: string },
): Statement[] {
  const submissionId = String(row.SubmissionId);
  const isOpen: Guard = (params) =>
    `EXISTS (SELECT 1 FROM BlockedIPLeads WHERE SubmissionId = ${params.add(submissionId)} AND RestoredAt IS NULL)`;
  // The keys of then may be of a secret that was retired since.
  const lead = { ...row, ...toKeyCells(identities), PointState: "request" };
  const { fields } = JSON.parse(String(row.PayloadJson)) as { fields?: { first_touch?: string } };
  const question = {
    formerKeys: identities.flatMap(({ former }) => former),
    seenAfter: undefined,
    firstTouchJson: toFirstTouch(fields?.first_touch),
    reason,
  };
  return [
    toLeadStatement(lead, question, isOpen),
    {
      sql: "UPDATE BlockedIPLeads SET RestoredAt = ?1, RestoredBy = ?2 WHERE SubmissionId = ?3 AND RestoredAt IS NULL",
      params: [by.nowIso, by.restoredBy, submissionId],
    },
    {
      sql: "DELETE FROM BlockedIPs WHERE IpAddress = ?1 AND ProjectName = ?2 AND AddedBy = 'detector'",
      params: [row.SenderKey ?? "", row.ProjectName],
    },
  ];
}

async function toIdentities(row: FilteredRow, identity: IdentityHasher): Promise<IdentityKeys[]> {
  const email = readEmail(String(row.ContactEmail ?? ""));
  const phone = String(row.ContactPhone ?? "");
  return Promise.all([
    ...(email ? [identity.toKeys("email", toIdentityValue(email))] : []),
    ...(phone === "" ? [] : [identity.toKeys("phone", phone)]),
  ]);
}
