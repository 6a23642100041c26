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
 * Removes a person from every table, whatever they were stored as, and leaves a proof without personal data. Every
 * address and number of their leads counts as theirs. Tombstones drop what is still on its way, in a request or in a
 * queue. Data points hold no person and stay.
 */
export async function erase(db: D1Database, erasure: Erasure): Promise<ErasureCounts> {
  const { projectId } = erasure;
  const person = await markPerson(db, erasure);
  const keys = JSON.stringify(person.keys);
  const ids = JSON.stringify(person.ids);
  const deletions = ROWS_OF_PERSON.map(([table, condition]) =>
    db.prepare(`DELETE FROM ${table} WHERE ${condition}`).bind(ids),
  );
  const results = await db.batch([
    // What a detector knows of the sender goes with the person.
    db
      .prepare(
        "DELETE FROM BlockedIPs WHERE AddedBy = 'detector' AND (IpAddress, ProjectName) IN (SELECT SenderKey, ProjectName FROM BlockedIPLeads WHERE SubmissionId IN (SELECT value FROM json_each(?1)))",
      )
      .bind(ids),
    ...deletions,
    db.prepare("DELETE FROM LeadIdentities WHERE LeadId IN (SELECT value FROM json_each(?1))").bind(ids),
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

/** Finds a person by every key that leads to them, and leaves a tombstone under each. */
async function markPerson(db: D1Database, { keys, projectId, nowMs }: Erasure): Promise<Person> {
  let known: readonly string[] = [];
  let found: Person = { ids: [], keys };
  // A lead tells further keys, and these may lead to another.
  while (found.keys.length > known.length) {
    const added = found.keys.filter((key) => !known.includes(key));
    known = found.keys;
    // Before reading: what arrives between reading and deleting is dropped.
    await db.batch(
      added.map((key) =>
        db
          .prepare(
            "INSERT INTO ErasedIdentities (IdentityKey, ProjectName, ErasedMs) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET ErasedMs = excluded.ErasedMs",
          )
          .bind(key, projectId ?? "", nowMs),
      ),
    );
    found = await findPerson(db, known, projectId);
  }
  return found;
}

/** A lead's first submission has the lead's id. */
const OF_PERSON = "(s.SubmissionId = p.LeadId OR (s.LeadId = p.LeadId AND s.IsPrimaryLead = 0))";

interface Person {
  /** Ids of the person's leads and of every submission of theirs; a lead's id is that of its first submission. */
  readonly ids: readonly string[];
  /** Every identity key of theirs: the given ones and those of their leads. */
  readonly keys: readonly string[];
}

/**
 * Finds a person: the leads of the given keys, the leads that were recorded as the same person's, and every
 * submission of these, or with one of the keys. What a filtered or test submission says adds no key: anybody can
 * have typed it.
 */
async function findPerson(
  db: D1Database,
  keys: readonly string[],
  projectId: string | null,
): Promise<Person> {
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
    .bind(JSON.stringify(keys), projectId)
    .all<{ Id: string; EmailKey: string | null; PhoneKey: string | null }>();
  return {
    ids: [...new Set(results.map((row) => row.Id))],
    keys: [
      ...new Set([...keys, ...results.flatMap((row) => [row.EmailKey ?? [], row.PhoneKey ?? []].flat())]),
    ],
  };
}
