import type { Project } from "../domain/project.ts";
import { EXPLICIT_WINDOW_MS } from "./claim.ts";
import { TOKEN_MAX_AGE_MS } from "./form-token.ts";
import { toIdPrefix } from "./submission-id.ts";

const DAY_MS = 86_400_000;
/** A queue holds a message for at most 14 days. */
const TOMBSTONE_MS = 15 * DAY_MS;
/** Analytics Engine keeps three months: an older event has no place any more. */
const OWED_EVENT_MS = 92 * DAY_MS;
/** Rows removed from one table in one run, so that a run stays short; the next goes on. */
const MAX_ROWS_PER_RUN = 5000;

/**
 * Deletes what is past its time: submissions older than their project keeps them, and what ingestion needed only
 * for a while. Run by the clock; answers the number of rows.
 */
export async function keepHouse(
  db: D1Database,
  projects: readonly Project[],
  nowMs: number,
): Promise<number> {
  const nowIso = new Date(nowMs).toISOString();
  const results = await db.batch([
    db.prepare("DELETE FROM IdempotencyKeys WHERE ReceivedMs < ?1").bind(nowMs - EXPLICIT_WINDOW_MS),
    db.prepare("DELETE FROM UsedFormTokens WHERE UsedMs < ?1").bind(nowMs - 2 * TOKEN_MAX_AGE_MS),
    db.prepare("DELETE FROM BlockedIPs WHERE ExpiresAt <= ?1").bind(nowIso),
    db.prepare("DELETE FROM TestIPs WHERE ExpiresAt <= ?1").bind(nowIso),
    db.prepare("DELETE FROM ErasedIdentities WHERE ErasedMs < ?1").bind(nowMs - TOMBSTONE_MS),
    db.prepare("DELETE FROM OwedEvents WHERE OwedSinceMs < ?1").bind(nowMs - OWED_EVENT_MS),
    ...projects.flatMap((project) => toRetentionStatements(db, project, nowMs)),
  ]);
  return results.reduce((sum, result) => sum + result.meta.changes, 0);
}

function toRetentionStatements(db: D1Database, project: Project, nowMs: number): D1PreparedStatement[] {
  if (project.retentionDays === undefined) return [];
  const cutMs = nowMs - project.retentionDays * DAY_MS;
  const cutIso = new Date(cutMs).toISOString();
  const remove = (table: string, key: string, isOld: string, ...cuts: (string | number)[]) =>
    db
      .prepare(
        `DELETE FROM ${table} WHERE ProjectName = ?1 AND ${key} IN (SELECT ${key} FROM ${table} WHERE ProjectName = ?1 AND ${isOld} LIMIT ${MAX_ROWS_PER_RUN})`,
      )
      .bind(project.id, ...cuts);
  return [
    // Ids sort by receipt, so the old ones are together at the front.
    ...["LeadSubmissions", "TestingLeads", "BlockedIPLeads"].map((table) =>
      remove(table, "SubmissionId", "SubmissionId < ?2", toIdPrefix(cutMs)),
    ),
    // A person who wrote again lately is kept, with how they first came.
    remove("Leads", "LeadId", "LeadId < ?2 AND LastReceivedAt < ?3", toIdPrefix(cutMs), cutIso),
    remove("LeadIdentities", "IdentityKey", "LastSeenMs < ?2", cutMs),
    remove("DeadLetters", "DeadLetterId", "FailedAt < ?2", cutIso),
  ];
}
