import { findLinked, splitByKeys, type Wanted } from "./find-person.ts";
import { type IdentityHasher, toKeys } from "./identity.ts";
import { IDS, LINKED_ROWS, OWN_ROWS, type Removal } from "./person-rows.ts";

export interface Erasure extends Wanted {
  readonly id: string;
  /** Whether everything goes that is linked with what was given, else only what holds it itself. */
  readonly linked: boolean;
  readonly requestedBy: string;
  readonly nowMs: number;
}

/** Rows removed, by table. */
export type ErasureCounts = Readonly<Record<string, number>>;

/** Counted in front of the deletions and within their transaction, so that neither is ever without the other. */
const toProof = (removals: readonly Removal[]) =>
  `INSERT INTO Erasures (ErasureId, ErasedAt, RequestedBy, ProjectName, CountsJson)
VALUES (?2, ?3, ?4, ?5, json_object(${removals.map(({ table, condition }) => `'${table}', (SELECT count(*) FROM ${table} WHERE ${condition})`).join(", ")}))
RETURNING CountsJson`;

/**
 * Removes a person from every table, whatever they were stored as, and leaves a proof without personal data: what holds
 * the given addresses and numbers, or everything that is linked with these, where each address and number of a lead
 * counts as its person's. Tombstones drop what is still on its way, in a request or in a queue. Data points hold no
 * person and stay, those that are still to be written as well.
 */
export async function erase(
  db: D1Database,
  identity: IdentityHasher,
  erasure: Erasure,
): Promise<ErasureCounts> {
  const { projectId } = erasure;
  const removals = erasure.linked ? LINKED_ROWS : OWN_ROWS;
  const person = JSON.stringify({ ...(await markPerson(db, identity, erasure)), projectId });
  const [proof] = await db.batch<{ CountsJson: string }>([
    db
      .prepare(toProof(removals))
      .bind(person, erasure.id, new Date(erasure.nowMs).toISOString(), erasure.requestedBy, projectId ?? ""),
    db
      .prepare(
        `UPDATE AdminActions SET Target = NULL WHERE Action = 'submission_restored' AND Target IN ${IDS}`,
      )
      .bind(person),
    ...removals.flatMap(({ table, condition, mend }) =>
      [`DELETE FROM ${table} WHERE ${condition}`, ...(mend ?? [])].map((sql) => db.prepare(sql).bind(person)),
    ),
  ]);
  return JSON.parse(proof?.results[0]?.CountsJson ?? "{}") as ErasureCounts;
}

/**
 * Finds what goes, and leaves a tombstone under every key by which it goes.
 * @returns what the conditions of `person-rows.ts` name
 */
async function markPerson(
  db: D1Database,
  identity: IdentityHasher,
  { keys, projectId, linked, nowMs }: Erasure,
): Promise<object> {
  // Before reading: what arrives between reading and deleting is dropped.
  const mark = async (marked: readonly string[]) => {
    await db
      .prepare(
        "INSERT INTO ErasedIdentities (IdentityKey, ProjectName, ErasedMs) SELECT value, ?2, ?3 FROM json_each(?1) WHERE TRUE ON CONFLICT DO UPDATE SET ErasedMs = excluded.ErasedMs",
      )
      .bind(JSON.stringify(marked), projectId ?? "", nowMs)
      .run();
  };
  if (linked) {
    const { ids, keys: all } = await findLinked(db, identity, { keys, projectId }, mark);
    return { ids, keys: all };
  }
  await mark(keys);
  const { own, others } = splitByKeys(await findLinked(db, identity, { keys, projectId }), keys);
  const keptKeys = others.flatMap(({ identities }) => toKeys(identities));
  return { ids: own.map(({ id }) => id), keys, keptKeys };
}
