import { RESTORED_REASON } from "../domain/dataset.ts";
import { Problem } from "../domain/errors.ts";
import type { Log } from "../domain/log.ts";
import { readFirst, runBatch } from "./batch.ts";
import { readEmail } from "./email.ts";
import { isNotErased } from "./erasure-guard.ts";
import { type IdentityHasher, type IdentityKeys, toIdentities } from "./identity.ts";
import { toLeadStatement } from "./lead-statement.ts";
import { driveOwedEvents } from "./owed-events.ts";
import { toStoredPhone } from "./phone.ts";
import type { Dataset } from "./point.ts";
import { allOf, type Cell, type Guard, type Statement } from "./statement.ts";
import { type SubmissionRow, toKeyCells } from "./submission-row.ts";
import type { StoredSubmission } from "./submission-statement.ts";
import { toFirstTouch } from "./touch.ts";

export interface RestoreOptions {
  readonly db: D1Database;
  readonly dataset: Dataset;
  readonly identity: IdentityHasher;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** A row of BlockedIPLeads, with some of its own columns. */
type FilteredRow = SubmissionRow & Readonly<Record<"EventType" | "EventJson" | "RestoredAt", Cell>>;

/** The project of a filtered submission, and whether it was restored; `undefined` when there is none of that id. */
export async function findFilteredProject(
  db: D1Database,
  submissionId: string,
): Promise<{ readonly id: string; readonly isRestored: boolean } | undefined> {
  const row = await findFiltered(db, submissionId);
  return row ? { id: String(row.ProjectName), isRestored: row.RestoredAt !== null } : undefined;
}

/**
 * Restores a wrongly filtered submission as a lead, and lifts the block its detector made. Its event is written
 * with the reason `restored_bot` or `restored_blocked`, from which the metrics know to take the original back out.
 * It is owed from the restore on, so that a failure behind it only delays it; `driveOwedEvents` names the exception.
 * @throws Problem `not_found`, also when its person is erased meanwhile; `conflict` when it was restored before
 */
export async function restore(
  options: RestoreOptions,
  submissionId: string,
  restoredBy: string,
): Promise<{ type: string; reason: string }> {
  const { db } = options;
  const row = await findFiltered(db, submissionId);
  if (!row) throw toNoFiltered();
  const reason = row.EventType === "bot" ? RESTORED_REASON.bot : RESTORED_REASON.blocked;
  const identities = await toIdentities(
    options.identity,
    readEmail(String(row.ContactEmail ?? "")),
    row.ContactPhone === null ? undefined : toStoredPhone(String(row.ContactPhone)),
  );
  const statements = toRestoreStatements(row, identities, reason, { restoredBy, nowMs: options.now() });
  const [lead] = await runBatch(db, statements);
  const [stored] = (lead?.results ?? []) as unknown[] as StoredSubmission[];
  if (!stored) {
    if ((await findFiltered(db, submissionId))?.RestoredAt == null) throw toNoFiltered();
    throw toRestored();
  }
  // Where this fails it stays owed: the clock tries again, and says so.
  await driveOwedEvents(db, options.dataset, options.log, submissionId).catch(() => {});
  return { type: stored.EventType, reason };
}

/** A submission is restored once. */
export function toRestored(): Problem {
  return new Problem("conflict", "This submission was already restored.");
}

/** There is none, or none that whoever asks may know of. */
export function toNoFiltered(): Problem {
  return new Problem("not_found", "There is no filtered submission with this id.");
}

async function findFiltered(db: D1Database, submissionId: string): Promise<FilteredRow | null> {
  const sql = "SELECT * FROM BlockedIPLeads WHERE SubmissionId = ?1";
  return readFirst(db, { sql, params: [submissionId] });
}

/** What was restored in this batch: the lead is there, and its filtered submission still open. */
const RESTORED =
  "FROM LeadSubmissions AS lead JOIN BlockedIPLeads AS filtered USING (SubmissionId) WHERE SubmissionId = ?1 AND lead.Reason = ?2 AND RestoredAt IS NULL";

function toRestoreStatements(
  row: FilteredRow,
  identities: readonly IdentityKeys[],
  reason: string,
  by: { readonly restoredBy: string; readonly nowMs: number },
): Statement[] {
  const submissionId = String(row.SubmissionId);
  const isOpen: Guard = allOf(
    (params) =>
      `EXISTS (SELECT 1 FROM BlockedIPLeads WHERE SubmissionId = ${params.add(submissionId)} AND RestoredAt IS NULL)`,
    isNotErased(identities, String(row.ProjectName), Date.parse(String(row.ReceivedAt))),
  );
  // The keys of then may be of a secret that was retired since.
  const lead = { ...row, ...toKeyCells(identities), PointState: "owed" };
  const { fields } = JSON.parse(String(row.PayloadJson)) as { fields?: { first_touch?: string } };
  const question = {
    formerKeys: identities.flatMap(({ former }) => former),
    seenAfter: undefined,
    firstTouchJson: toFirstTouch(fields?.first_touch),
    reason,
  };
  return [
    toLeadStatement(lead, question, isOpen),
    // The database has just decided what type it is.
    {
      sql: `INSERT INTO OwedEvents (EventKey, SubmissionId, EventJson, OwedSinceMs)
SELECT ?1 || ':' || ?2, ?1, json_set(EventJson, '$.event_type', lead.EventType, '$.is_primary', IsPrimaryLead || '', '$.reason', ?2), ?3 ${RESTORED}`,
      params: [submissionId, reason, by.nowMs],
    },
    {
      sql: `DELETE FROM BlockedIPs WHERE (IpAddress, ProjectName) = (SELECT filtered.SenderKey, filtered.ProjectName ${RESTORED}) AND AddedBy = 'detector'`,
      params: [submissionId, reason],
    },
    // Last: it closes the filtered submission.
    {
      sql: `UPDATE BlockedIPLeads SET RestoredAt = ?3, RestoredBy = ?4 WHERE SubmissionId IN (SELECT SubmissionId ${RESTORED})`,
      params: [submissionId, reason, new Date(by.nowMs).toISOString(), by.restoredBy],
    },
  ];
}
