import { findLinked, splitByKeys, type Wanted } from "./find-person.ts";
import { type IdentityHasher, toKeys } from "./identity.ts";
import { IDS, IN_PROJECT, OF_KEYS } from "./person-rows.ts";

/** What is linked with a person and holds none of the given addresses and numbers itself. */
export interface Linked {
  readonly submissions: number;
  /** Addresses and numbers that were not given. */
  readonly emails: number;
  readonly phones: number;
}

const LINKED_KEYS = "(SELECT value FROM json_each(?1, '$.linkedKeys'))";
const BY_LINK = `(EmailKey IN ${LINKED_KEYS} OR PhoneKey IN ${LINKED_KEYS}) AND ${IN_PROJECT} AND (${OF_KEYS}) IS NOT TRUE`;
/** What is no lead; what was restored is one as well, and counted there. */
const ELSEWHERE = `SELECT (SELECT count(*) FROM TestingLeads WHERE ${BY_LINK}) + (SELECT count(*) FROM BlockedIPLeads WHERE ${BY_LINK} AND SubmissionId NOT IN ${IDS}) + (SELECT count(*) FROM DeadLetters WHERE ${BY_LINK}) AS n`;

/** Counts what an erasure of everything linked would remove beyond an erasure of what was given. */
export async function countLinked(db: D1Database, identity: IdentityHasher, wanted: Wanted): Promise<Linked> {
  const given = new Set(wanted.keys);
  const person = await findLinked(db, identity, wanted);
  const linkedKeys = person.keys.filter((key) => !given.has(key));
  const elsewhere = await db
    .prepare(ELSEWHERE)
    .bind(JSON.stringify({ ...wanted, linkedKeys, ids: person.ids }))
    .first<number>("n");
  const further = person.submissions
    .flatMap(({ identities }) => identities)
    .filter((it) => !toKeys([it]).some((key) => given.has(key)));
  const count = (kind: string) => new Set(further.flatMap((it) => (it.kind === kind ? it.current : []))).size;
  return {
    submissions: splitByKeys(person, wanted.keys).others.length + (elsewhere ?? 0),
    emails: count("email"),
    phones: count("phone"),
  };
}
