import { readEmail } from "./email.ts";
import { type IdentityHasher, toIdentities, toKeys } from "./identity.ts";
import { toRowsOf } from "./lead-rows.ts";
import { toStoredPhone } from "./phone.ts";

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

/** Ids and keys come as one JSON parameter, so that every statement is bound alike. */
const IDS = "(SELECT value FROM json_each(?1, '$.ids'))";
const KEYS = "(SELECT value FROM json_each(?1, '$.keys'))";
const IN_PROJECT = "(?1 ->> '$.projectId' IS NULL OR ProjectName = ?1 ->> '$.projectId')";
const OF_KEYS = `(EmailKey IN ${KEYS} OR PhoneKey IN ${KEYS}) AND ${IN_PROJECT}`;
const BY_SUBMISSION = `SubmissionId IN (SELECT value FROM json_each(?1, '$.ids') UNION ALL SELECT SubmissionId FROM TestingLeads WHERE ${OF_KEYS} UNION ALL SELECT SubmissionId FROM BlockedIPLeads WHERE ${OF_KEYS})`;

/** What a person leaves in each table, in the order in which it is removed. */
const ROWS_OF_PERSON: readonly (readonly [table: string, condition: string])[] = [
  // What a detector knows of the sender goes with the person.
  [
    "BlockedIPs",
    `AddedBy = 'detector' AND (IpAddress, ProjectName) IN (SELECT SenderKey, ProjectName FROM BlockedIPLeads WHERE ${BY_SUBMISSION})`,
  ],
  ["UsedFormTokens", BY_SUBMISSION],
  // A follow-up that was stored since the person was looked for goes as well.
  ["LeadSubmissions", toRowsOf(`IN ${IDS}`)],
  ["TestingLeads", BY_SUBMISSION],
  ["BlockedIPLeads", BY_SUBMISSION],
  ["LeadIdentities", `LeadId IN ${IDS}`],
  ["DeadLetters", OF_KEYS],
];

/** Counted in front of the deletions and within their transaction, so that neither is ever without the other. */
const PROOF = `INSERT INTO Erasures (ErasureId, ErasedAt, RequestedBy, ProjectName, CountsJson)
VALUES (?2, ?3, ?4, ?5, json_object(${ROWS_OF_PERSON.map(([table, condition]) => `'${table}', (SELECT count(*) FROM ${table} WHERE ${condition})`).join(", ")}))
RETURNING CountsJson`;

/**
 * Removes a person from every table, whatever they were stored as, and leaves a proof without personal data. Every
 * address and number of their leads counts as theirs. Tombstones drop what is still on its way, in a request or in a
 * queue. Data points hold no person and stay, those that are still to be written as well.
 */
export async function erase(
  db: D1Database,
  identity: IdentityHasher,
  erasure: Erasure,
): Promise<ErasureCounts> {
  const { projectId } = erasure;
  const person = JSON.stringify({ ...(await markPerson(db, identity, erasure)), projectId });
  const [proof] = await db.batch<{ CountsJson: string }>([
    db
      .prepare(PROOF)
      .bind(person, erasure.id, new Date(erasure.nowMs).toISOString(), erasure.requestedBy, projectId ?? ""),
    db
      .prepare(
        `UPDATE AdminActions SET Target = NULL WHERE Action = 'submission_restored' AND Target IN ${IDS}`,
      )
      .bind(person),
    ...ROWS_OF_PERSON.map(([table, condition]) =>
      db.prepare(`DELETE FROM ${table} WHERE ${condition}`).bind(person),
    ),
  ]);
  return JSON.parse(proof?.results[0]?.CountsJson ?? "{}") as ErasureCounts;
}

interface Person {
  /** Ids of the person's leads and of every submission of these. */
  readonly ids: readonly string[];
  /** Every identity key of theirs: the given ones and those of their leads. */
  readonly keys: readonly string[];
}

/** Finds a person by every key that leads to them, and leaves a tombstone under each. */
async function markPerson(
  db: D1Database,
  identity: IdentityHasher,
  { keys, projectId, nowMs }: Erasure,
): Promise<Person> {
  let marked = 0;
  let found: Person = { ids: [], keys: [...new Set(keys)] };
  // A lead tells further keys, and these may lead to another.
  while (found.keys.length > marked) {
    // Before reading: what arrives between reading and deleting is dropped.
    await db
      .prepare(
        "INSERT INTO ErasedIdentities (IdentityKey, ProjectName, ErasedMs) SELECT value, ?2, ?3 FROM json_each(?1) WHERE TRUE ON CONFLICT DO UPDATE SET ErasedMs = excluded.ErasedMs",
      )
      .bind(JSON.stringify(found.keys.slice(marked)), projectId ?? "", nowMs)
      .run();
    marked = found.keys.length;
    found = await findPerson(db, identity, found.keys, projectId);
  }
  return found;
}

/** What a row tells of a person; the rest is `null`. */
type Clue = Readonly<Record<"Id" | "IdentityKey" | "ContactEmail" | "ContactPhone", string | null>>;

/**
 * Finds a person: the leads that hold one of the keys or ever held it, those that were recorded as the same person's,
 * and every submission of these. Their keys are those of the leads and those of every contact, under all secrets. What
 * a filtered or test submission says adds no key: anybody can have typed it.
 * @returns the given keys first
 */
async function findPerson(
  db: D1Database,
  identity: IdentityHasher,
  keys: readonly string[],
  projectId: string | null,
): Promise<Person> {
  const { results } = await db
    .prepare(
      `WITH RECURSIVE Person (Lead) AS (
SELECT LeadId FROM LeadIdentities WHERE IdentityKey IN ${KEYS} AND ${IN_PROJECT}
UNION SELECT LeadId FROM LeadSubmissions WHERE ${OF_KEYS}
UNION SELECT ConflictingLeadId FROM Person JOIN LeadSubmissions ON ${toRowsOf("= Lead")} WHERE ConflictingLeadId IS NOT NULL
UNION SELECT LeadId FROM Person JOIN LeadSubmissions ON ConflictingLeadId = Lead
)
SELECT Lead AS Id, NULL AS IdentityKey, NULL AS ContactEmail, NULL AS ContactPhone FROM Person
UNION ALL SELECT SubmissionId, NULL, ContactEmail, ContactPhone FROM Person JOIN LeadSubmissions ON ${toRowsOf("= Lead")}
UNION ALL SELECT NULL, IdentityKey, NULL, NULL FROM LeadIdentities WHERE LeadId IN (SELECT Lead FROM Person)`,
    )
    .bind(JSON.stringify({ keys, projectId }))
    .all<Clue>();
  const tell = (column: keyof Clue) => [...new Set(results.flatMap((row) => row[column] ?? []))];
  const contacts = new Map(results.map((row) => [`${row.ContactEmail} ${row.ContactPhone}`, row]));
  const identities = await Promise.all(
    [...contacts.values()].map(({ ContactEmail: email, ContactPhone: phone }) =>
      toIdentities(
        identity,
        email === null ? undefined : readEmail(email),
        phone === null ? undefined : toStoredPhone(phone),
      ),
    ),
  );
  return {
    ids: tell("Id"),
    keys: [...new Set([...keys, ...tell("IdentityKey"), ...toKeys(identities.flat())])],
  };
}
