import { readEmail } from "./email.ts";
import { type IdentityHasher, type IdentityKeys, toIdentities, toKeys } from "./identity.ts";
import { toRowsOf } from "./lead-rows.ts";
import { IN_PROJECT, KEYS, OF_KEYS } from "./person-rows.ts";
import { toStoredPhone } from "./phone.ts";

/** Who is looked for. */
export interface Wanted {
  /** Every key of the given addresses and numbers. */
  readonly keys: readonly string[];
  /** `null`: in every project. */
  readonly projectId: string | null;
}

/** A submission of a person's leads. */
export interface FoundSubmission {
  readonly id: string;
  /** What it holds, under every secret. */
  readonly identities: readonly IdentityKeys[];
  /** What it holds, as it was stored. */
  readonly storedKeys: readonly string[];
}

export interface Person {
  /** Ids of the person's leads and of every submission of these. */
  readonly ids: readonly string[];
  /** Every identity key of theirs: the given ones first, then those of their leads. */
  readonly keys: readonly string[];
  readonly submissions: readonly FoundSubmission[];
}

/**
 * Finds a person and whoever is linked with them: a lead tells further keys, and these may lead to another.
 * @param mark what is done with keys before they are looked for
 */
export async function findLinked(
  db: D1Database,
  identity: IdentityHasher,
  { keys, projectId }: Wanted,
  mark: (keys: readonly string[]) => Promise<void> = async () => {},
): Promise<Person> {
  let marked = 0;
  let found: Person = { ids: [], keys: [...new Set(keys)], submissions: [] };
  while (found.keys.length > marked) {
    await mark(found.keys.slice(marked));
    marked = found.keys.length;
    found = await findLeads(db, identity, { keys: found.keys, projectId });
  }
  return found;
}

/** What a row tells of a person; the rest is `null`. */
type Clue = Readonly<
  Record<
    "Id" | "SubmissionId" | "IdentityKey" | "EmailKey" | "PhoneKey" | "ContactEmail" | "ContactPhone",
    string | null
  >
>;

/**
 * Finds the leads that hold one of the keys or ever held it, those that were recorded as the same person's, and every
 * submission of these. Their keys are those of the leads and those of every contact, under all secrets. What a filtered
 * or test submission says adds no key: anybody can have typed it.
 */
async function findLeads(
  db: D1Database,
  identity: IdentityHasher,
  { keys, projectId }: Wanted,
): Promise<Person> {
  const { results } = await db
    .prepare(
      `WITH RECURSIVE Person (Lead) AS (
SELECT LeadId FROM LeadIdentities WHERE IdentityKey IN ${KEYS} AND ${IN_PROJECT}
UNION SELECT LeadId FROM LeadSubmissions WHERE ${OF_KEYS}
UNION SELECT ConflictingLeadId FROM Person JOIN LeadSubmissions ON ${toRowsOf("= Lead")} WHERE ConflictingLeadId IS NOT NULL
UNION SELECT LeadId FROM Person JOIN LeadSubmissions ON ConflictingLeadId = Lead
)
SELECT Lead AS Id, NULL AS SubmissionId, NULL AS IdentityKey, NULL AS EmailKey, NULL AS PhoneKey, NULL AS ContactEmail, NULL AS ContactPhone FROM Person
UNION ALL SELECT SubmissionId, SubmissionId, NULL, EmailKey, PhoneKey, ContactEmail, ContactPhone FROM Person JOIN LeadSubmissions ON ${toRowsOf("= Lead")}
UNION ALL SELECT NULL, NULL, IdentityKey, NULL, NULL, NULL, NULL FROM LeadIdentities WHERE LeadId IN (SELECT Lead FROM Person)`,
    )
    .bind(JSON.stringify({ keys, projectId }))
    .all<Clue>();
  const tell = (column: keyof Clue) => [...new Set(results.flatMap((row) => row[column] ?? []))];
  const identitiesOf = await readContacts(results, identity);
  const submissions = results.flatMap((row) =>
    row.SubmissionId === null
      ? []
      : {
          id: row.SubmissionId,
          identities: identitiesOf(row),
          storedKeys: [row.EmailKey, row.PhoneKey].filter((key) => key !== null),
        },
  );
  const told = toKeys(submissions.flatMap(({ identities }) => identities));
  return { ids: tell("Id"), keys: [...new Set([...keys, ...tell("IdentityKey"), ...told])], submissions };
}

/** The identities of every row's contact, each contact hashed once. */
async function readContacts(rows: readonly Clue[], identity: IdentityHasher) {
  const toContact = ({ ContactEmail: email, ContactPhone: phone }: Clue) => `${email} ${phone}`;
  const contacts = new Map(rows.map((row) => [toContact(row), row]));
  const identities = new Map(
    await Promise.all(
      [...contacts].map(
        async ([contact, { ContactEmail: email, ContactPhone: phone }]) =>
          [
            contact,
            await toIdentities(
              identity,
              email === null ? undefined : readEmail(email),
              phone === null ? undefined : toStoredPhone(phone),
            ),
          ] as const,
      ),
    ),
  );
  return (row: Clue) => identities.get(toContact(row)) ?? [];
}

/** A person's submissions that hold one of the keys themselves, and the others. */
export function splitByKeys({ submissions }: Person, keys: readonly string[]) {
  const given = new Set(keys);
  const { own = [], others = [] } = Object.groupBy(submissions, ({ identities, storedKeys }) =>
    [...storedKeys, ...toKeys(identities)].some((key) => given.has(key)) ? "own" : "others",
  );
  return { own, others };
}
