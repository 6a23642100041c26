import { ACTION_DAYS } from "../domain/admin-action.ts";
import { toErrorText } from "../domain/log.ts";
import type { Project } from "../domain/project.ts";
import { TOKEN_MAX_AGE_MS } from "./form-token.ts";
import { SUBMISSION_TABLES } from "./submission-row.ts";
import { toIdPrefix } from "./timed-id.ts";

const DAY_MS = 86_400_000;
/** A queue holds a message for at most 14 days, and the dead-letter queue behind it as long again. */
const ON_ITS_WAY_MS = 29 * DAY_MS;
/** Idempotency keys are looked for among the submissions that grew too old in this time, not among all. */
const FORGETTING_MS = 2 * DAY_MS;
/** Analytics Engine keeps three months: an older event has no place any more. */
const OWED_EVENT_MS = 92 * DAY_MS;
/** Rows removed from one table in one run, so that a run stays short; the next goes on. */
const MAX_ROWS_PER_RUN = 5000;

/**
 * Deletes what is past its time: submissions older than their project keeps them, and what ingestion needed only
 * for a while. Run by the clock; answers the number of rows that changed. Each project is a transaction of its own.
 * @throws Error names the projects that failed, after all the others are done
 */
export async function keepHouse(
  db: D1Database,
  projects: readonly Project[],
  nowMs: number,
): Promise<number> {
  const failures: string[] = [];
  let changes = 0;
  const run = async (what: string, statements: D1PreparedStatement[]) => {
    if (statements.length === 0) return;
    try {
      for (const { meta } of await db.batch(statements)) changes += meta.changes;
    } catch (error) {
      failures.push(`${what}: ${toErrorText(error)}`);
    }
  };
  await run("intake", toIntakeStatements(db, projects, nowMs));
  const actions = toRemoval("AdminActions", "ActionId", "ActionId < ?1");
  await run("admin actions", [db.prepare(actions).bind(toIdPrefix(nowMs - ACTION_DAYS * DAY_MS))]);
  for (const project of projects) await run(project.id, toRetentionStatements(db, project, nowMs));
  if (failures.length > 0) throw new Error(`housekeeping failed for ${failures.join("; ")}`);
  return changes;
}

/** What ingestion needed only for a while, of every project. */
function toIntakeStatements(
  db: D1Database,
  projects: readonly Project[],
  nowMs: number,
): D1PreparedStatement[] {
  const nowIso = new Date(nowMs).toISOString();
  const arrivedMs = nowMs - ON_ITS_WAY_MS;
  return [
    // A retry may be stored before the first try, which comes out of a queue with the id of then.
    ...SUBMISSION_TABLES.map((table) =>
      db
        .prepare(
          `UPDATE ${table} SET IdempotencyHash = NULL, BodyHash = NULL WHERE SubmissionId >= ?1 AND SubmissionId < ?2 AND IdempotencyHash IS NOT NULL`,
        )
        .bind(toIdPrefix(arrivedMs - FORGETTING_MS), toIdPrefix(arrivedMs)),
    ),
    db.prepare("DELETE FROM UsedFormTokens WHERE UsedMs < ?1").bind(nowMs - 2 * TOKEN_MAX_AGE_MS),
    db.prepare("DELETE FROM BlockedIPs WHERE ExpiresAt <= ?1").bind(nowIso),
    db.prepare("DELETE FROM TestIPs WHERE ExpiresAt <= ?1").bind(nowIso),
    db.prepare("DELETE FROM ErasedIdentities WHERE ErasedMs < ?1").bind(arrivedMs),
    db.prepare("DELETE FROM OwedEvents WHERE OwedSinceMs < ?1").bind(nowMs - OWED_EVENT_MS),
    ...toStrayLetterStatements(db, projects, arrivedMs),
  ];
}

/**
 * A dead letter of no known project is out of reach for an erasure by phone, whose country only the project tells: it
 * goes before the tombstone that drops it does.
 */
function toStrayLetterStatements(
  db: D1Database,
  projects: readonly Project[],
  failedMs: number,
): D1PreparedStatement[] {
  // An empty directory says nothing of a letter.
  if (projects.length === 0) return [];
  return [
    db
      .prepare(
        "DELETE FROM DeadLetters WHERE ProjectName NOT IN (SELECT value FROM json_each(?1)) AND FailedAt < ?2",
      )
      .bind(JSON.stringify(projects.map(({ id }) => id)), new Date(failedMs).toISOString()),
  ];
}

function toRetentionStatements(db: D1Database, project: Project, nowMs: number): D1PreparedStatement[] {
  if (project.retentionDays === undefined) return [];
  const cutMs = nowMs - project.retentionDays * DAY_MS;
  const cutIso = new Date(cutMs).toISOString();
  const isOld = "ProjectName = ?1 AND SubmissionId < ?2"; // ids sort by receipt, so the old ones are together in front
  const statements: readonly (readonly [sql: string, ...cuts: (string | number)[]])[] = [
    // A person who wrote again lately is kept, with how they first came, and with nothing else of then.
    [
      `UPDATE LeadSubmissions SET ${FORGOTTEN} WHERE SubmissionId IN (SELECT SubmissionId FROM LeadSubmissions WHERE ${isOld} AND ${IS_ACTIVE_LEAD} AND (PayloadJson <> '{}' OR ContactMessage IS NOT NULL) LIMIT ${MAX_ROWS_PER_RUN})`,
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

/** A follow-up since the cut whose person a lead is: it is stored under the lead, or under another that conflicts. */
const hasFollowUp = (column: "LeadId" | "ConflictingLeadId") =>
  `EXISTS (SELECT 1 FROM LeadSubmissions AS later WHERE later.${column} = LeadSubmissions.SubmissionId AND later.IsPrimaryLead = 0 AND later.ReceivedAt >= ?3)`;
/** The first submission of a lead whose person wrote again since the cut. */
const IS_ACTIVE_LEAD = `IsPrimaryLead = 1 AND (${hasFollowUp("LeadId")} OR ${hasFollowUp("ConflictingLeadId")})`;
/** What a first submission holds beyond who the lead is and how they came. */
const FORGOTTEN =
  "ContactMessage = NULL, PageUrl = NULL, CtaName = NULL, VisitorId = NULL, VisitorIp = NULL, SenderKey = NULL, UserAgent = NULL, ContentKey = NULL, EngagementBreakdown = '{}', PayloadJson = '{}'";

function toRemoval(table: string, key: string, condition: string): string {
  return `DELETE FROM ${table} WHERE ${key} IN (SELECT ${key} FROM ${table} WHERE ${condition} LIMIT ${MAX_ROWS_PER_RUN})`;
}
