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

const BY_SUBMISSION = "SubmissionId IN (SELECT value FROM json_each(?1))";
/** Where a person's submissions leave rows. A follow-up that was stored since the person was looked for goes as well. */
const ROWS_OF_PERSON: readonly (readonly [table: string, condition: string])[] = [
  [
    "LeadSubmissions",
    `${BY_SUBMISSION} OR (LeadId IN (SELECT value FROM json_each(?1)) AND IsPrimaryLead = 0)`,
  ],
  ["TestingLeads", BY_SUBMISSION],
  ["BlockedIPLeads", BY_SUBMISSION],
  ["UsedFormTokens", BY_SUBMISSION],
  ["OwedEvents", BY_SUBMISSION],
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
  const found = await findPerson(db, keys, projectId);
  const ids = JSON.stringify(found.ids);
  const deletions = ROWS_OF_PERSON.map(([table, condition]) =>
    db.prepare(`DELETE FROM ${table} WHERE ${condition}`).bind(ids),
  );
  const results = await db.batch([
    // What a detector knows of the sender goes with the person.
    db
      .prepare(
        "DELETE FROM BlockedIPs WHERE AddedBy = 'detector' AND IpAddress IN (SELECT SenderKey FROM BlockedIPLeads WHERE SubmissionId IN (SELECT value FROM json_each(?1)))",
      )
      .bind(ids),
    ...deletions,
    // The person's other ways to be reached went with their leads.
    db
      .prepare(
        "DELETE FROM LeadIdentities WHERE IdentityKey IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR ProjectName = ?2) AND LeadId IN (SELECT value FROM json_each(?3))",
      )
      .bind(JSON.stringify([...erasure.keys, ...found.keys]), projectId, ids),
    db
      .prepare(
        "DELETE FROM DeadLetters WHERE (EmailKey IN (SELECT value FROM json_each(?1)) OR PhoneKey IN (SELECT value FROM json_each(?1))) AND (?2 IS NULL OR ProjectName = ?2)",
      )
      .bind(keys, projectId),
  ]);
  const tables = ["BlockedIPs", ...ROWS_OF_PERSON.map(([table]) => table), "LeadIdentities", "DeadLetters"];
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

/** A lead's first submission has the lead's id. */
const OF_PERSON = "(s.SubmissionId = p.LeadId OR (s.LeadId = p.LeadId AND s.IsPrimaryLead = 0))";

interface Found {
  /** Ids of the person's leads and of every submission of theirs; a lead's id is that of its first submission. */
  readonly ids: readonly string[];
  /** Every identity key that leads to them. */
  readonly keys: readonly string[];
}

/**
 * Finds a person: the leads of the given keys, the leads that were recorded as the same person's, and every
 * submission of these, or with one of the keys.
 */
async function findPerson(db: D1Database, keys: string, projectId: string | null): Promise<Found> {
  const inProject = "(?2 IS NULL OR ProjectName = ?2)";
  const ofKeys =
    "(EmailKey IN (SELECT value FROM json_each(?1)) OR PhoneKey IN (SELECT value FROM json_each(?1)))";
  const { results } = await db
    .prepare(
      `WITH RECURSIVE Person (LeadId) AS (
SELECT LeadId FROM LeadIdentities WHERE IdentityKey IN (SELECT value FROM json_each(?1)) AND ${inProject}
UNION SELECT LeadId FROM LeadSubmissions WHERE ${ofKeys} AND ${inProject}
UNION SELECT s.ConflictingLeadId FROM Person p JOIN LeadSubmissions s ON ${OF_PERSON} WHERE s.ConflictingLeadId IS NOT NULL
UNION SELECT s.LeadId FROM Person p JOIN LeadSubmissions s ON s.ConflictingLeadId = p.LeadId
)
SELECT LeadId AS Id, NULL AS EmailKey, NULL AS PhoneKey FROM Person
UNION SELECT s.SubmissionId, s.EmailKey, s.PhoneKey FROM Person p JOIN LeadSubmissions s ON ${OF_PERSON}
UNION SELECT SubmissionId, NULL, NULL FROM TestingLeads WHERE ${ofKeys} AND ${inProject}
UNION SELECT SubmissionId, NULL, NULL FROM BlockedIPLeads WHERE ${ofKeys} AND ${inProject}`,
    )
    .bind(keys, projectId)
    .all<{ Id: string; EmailKey: string | null; PhoneKey: string | null }>();
  return {
    ids: [...new Set(results.map((row) => row.Id))],
    keys: [...new Set(results.flatMap((row) => [row.EmailKey ?? [], row.PhoneKey ?? []].flat()))],
  };
}
