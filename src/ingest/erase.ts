export interface Erasure {
  readonly id: string;
  /** Every identity key of the person. */
  readonly keys: readonly string[];
  /** `null`: in every project. */
  readonly projectId: string | null;
  readonly requestedBy: string;
  readonly nowMs: number;
}

/** Rows removed, by table. */
export type ErasureCounts = Readonly<Record<string, number>>;

/** What is left of a person's rows has one of these: the lead's own, or one of the identity keys. */
const ROWS_OF_PERSON: readonly (readonly [table: string, column: string])[] = [
  ["LeadSubmissions", "SubmissionId"],
  ["TestingLeads", "SubmissionId"],
  ["BlockedIPLeads", "SubmissionId"],
  ["Leads", "LeadId"],
  ["LeadIdentities", "LeadId"],
  ["IdempotencyKeys", "SubmissionId"],
  ["UsedFormTokens", "SubmissionId"],
  ["OwedEvents", "SubmissionId"],
];

/**
 * Removes a person from every table, whatever they were stored as, and leaves a proof without personal data. A
 * tombstone drops what a queue still holds of them. Data points hold no person and stay.
 */
export async function erase(db: D1Database, erasure: Erasure): Promise<ErasureCounts> {
  const keys = JSON.stringify(erasure.keys);
  const { projectId } = erasure;
  // The tombstone first: what arrives between reading and deleting is dropped by the consumer.
  await db.batch(
    erasure.keys.map((key) =>
      db
        .prepare(
          "INSERT INTO ErasedIdentities (IdentityKey, ProjectName, ErasedMs) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET ErasedMs = excluded.ErasedMs",
        )
        .bind(key, projectId ?? "", erasure.nowMs),
    ),
  );
  const ids = await readIds(db, keys, projectId);
  const deletions = ROWS_OF_PERSON.map(([table, column]) =>
    db
      .prepare(`DELETE FROM ${table} WHERE ${column} IN (SELECT value FROM json_each(?1))`)
      .bind(JSON.stringify(ids)),
  );
  const results = await db.batch([
    // What a detector knows of the sender goes with the person.
    db
      .prepare(
        "DELETE FROM BlockedIPs WHERE AddedBy = 'detector' AND IpAddress IN (SELECT SenderKey FROM BlockedIPLeads WHERE SubmissionId IN (SELECT value FROM json_each(?1)))",
      )
      .bind(JSON.stringify(ids)),
    ...deletions,
    db
      .prepare(
        "DELETE FROM DeadLetters WHERE (EmailKey IN (SELECT value FROM json_each(?1)) OR PhoneKey IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR ProjectName = ?2)",
      )
      .bind(keys, projectId),
  ]);
  const tables = ["BlockedIPs", ...ROWS_OF_PERSON.map(([table]) => table), "DeadLetters"];
  const counts = Object.fromEntries(tables.map((table, i) => [table, results[i]?.meta.changes ?? 0]));
  await db
    .prepare(
      "INSERT INTO Erasures (ErasureId, ErasedAt, RequestedBy, ProjectName, CountsJson) VALUES (?1, ?2, ?3, ?4, ?5)",
    )
    .bind(
      erasure.id,
      new Date(erasure.nowMs).toISOString(),
      erasure.requestedBy,
      projectId ?? "",
      JSON.stringify(counts),
    )
    .run();
  return counts;
}

/** Ids of the person's leads and of every submission of theirs; a lead's id is that of its first submission. */
async function readIds(db: D1Database, keys: string, projectId: string | null): Promise<string[]> {
  const inKeys = (column: string) => `${column} IN (SELECT value FROM json_each(?1))`;
  const inProject = "(?2 IS NULL OR ProjectName = ?2)";
  const byKey = `(${inKeys("EmailKey")} OR ${inKeys("PhoneKey")}) AND ${inProject}`;
  const leads = `SELECT LeadId FROM LeadIdentities WHERE ${inKeys("IdentityKey")} AND ${inProject} UNION SELECT LeadId FROM LeadSubmissions WHERE ${byKey}`;
  const { results } = await db
    .prepare(
      `${leads}
UNION SELECT SubmissionId FROM LeadSubmissions WHERE LeadId IN (${leads})
UNION SELECT SubmissionId FROM TestingLeads WHERE ${byKey}
UNION SELECT SubmissionId FROM BlockedIPLeads WHERE ${byKey}`,
    )
    .bind(keys, projectId)
    .all<{ LeadId: string }>();
  return results.map((row) => row.LeadId);
}
