import type { Project } from "../domain/project.ts";
import { EXPLICIT_WINDOW_MS } from "./claim.ts";
import { TOKEN_MAX_AGE_MS } from "./form-token.ts";
import { toIdPrefix } from "./submission-id.ts";
import { SUBMISSION_TABLES } from "./submission-row.ts";

const DAY_MS = 86_400_000;
/** A queue holds a message for at most 14 days. */
const TOMBSTONE_MS = 15 * DAY_MS;
/** Analytics Engine keeps three months: an older event has no place any more. */
const OWED_EVENT_MS = 92 * DAY_MS;
/** Rows removed from one table in one run, so that a run stays short; the next goes on. */
const MAX_ROWS_PER_RUN = 5000;

/**
 * Deletes what is past its time: submissions older than their project keeps them, and what ingestion needed only
 * for a while. Run by the clock; answers the number of rows that changed.
 */
export async function keepHouse(
  db: D1Database,
  projects: readonly Project[],
  nowMs: number,
): Promise<number> {
  const nowIso = new Date(nowMs).toISOString();
  const results = await db.batch([
    ...SUBMISSION_TABLES.map((table) =>
      db
        .prepare(
          `UPDATE ${table} SET IdempotencyHash = NULL, BodyHash = NULL WHERE SubmissionId IN (SELECT SubmissionId FROM ${table} INDEXED BY ${table}ByIdempotency WHERE IdempotencyHash IS NOT NULL AND SubmissionId < ?1)`,
        )
        .bind(toIdPrefix(nowMs - EXPLICIT_WINDOW_MS)),
    ),
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
  const isOld = "ProjectName = ?1 AND SubmissionId < ?2"; // ids sort by receipt, so the old ones are together in front
  const statements: readonly (readonly [sql: string, ...cuts: (string | number)[]])[] = [
    // A person who wrote again lately is kept, with how they first came, and with nothing else of then.
    [
      `UPDATE LeadSubmissions SET ${FORGOTTEN} WHERE SubmissionId IN (SELECT SubmissionId FROM LeadSubmissions WHERE ${isOld} AND ${IS_ACTIVE_LEAD} AND PayloadJson <> '{}' LIMIT ${MAX_ROWS_PER_RUN})`,
      toIdPrefix(cutMs),
      cutIso,
    ],
    [
      toRemoval("LeadSubmissions", "SubmissionId", `${isOld} AND NOT (${IS_ACTIVE_LEAD})`),
      toIdPrefix(cutMs),
      cutIso,
    ],
    [toRemoval("TestingLeads", "SubmissionId", "ProjectName = ?1 AND ReceivedAt < ?2"), cutIso],
    [toRemoval("BlockedIPLeads", "SubmissionId", "ProjectName = ?1 AND ReceivedAt < ?2"), cutIso],
    // In the run that removes the lead, however many there are: an identity without one would follow up nothing.
    [
      "DELETE FROM LeadIdentities WHERE ProjectName = ?1 AND LeadId < ?2 AND NOT EXISTS (SELECT 1 FROM LeadSubmissions WHERE SubmissionId = LeadIdentities.LeadId)",
      toIdPrefix(cutMs),
    ],
    [toRemoval("DeadLetters", "DeadLetterId", "ProjectName = ?1 AND FailedAt < ?2"), cutIso],
  ];
  return statements.map(([sql, ...cuts]) => db.prepare(sql).bind(project.id, ...cuts));
}

/** The first submission of a lead that has a later one since the cut. */
const IS_ACTIVE_LEAD =
  "IsPrimaryLead = 1 AND EXISTS (SELECT 1 FROM LeadSubmissions AS later WHERE later.LeadId = LeadSubmissions.SubmissionId AND later.IsPrimaryLead = 0 AND later.ReceivedAt >= ?3)";
/** What a first submission holds beyond who the lead is and how they came. */
const FORGOTTEN =
  "ContactMessage = NULL, PageUrl = NULL, CtaName = NULL, VisitorId = NULL, VisitorIp = NULL, SenderKey = NULL, UserAgent = NULL, ContentKey = NULL, EngagementBreakdown = '{}', PayloadJson = '{}'";

function toRemoval(table: string, key: string, condition: string): string {
  return `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${condition} LIMIT ${MAX_ROWS_PER_RUN})`;
}
