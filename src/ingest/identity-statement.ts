import type { IdentityKeys } from "./identity.ts";
import { type Guard, Params, type Statement } from "./statement.ts";

/** Who a submission is from, and since when an earlier one still counts as the same lead. */
export interface IdentityQuestion {
  readonly projectId: string;
  readonly submissionId: string;
  readonly identities: readonly IdentityKeys[];
  readonly receivedMs: number;
  /** An identity last seen at or before this moment starts a new lead; never when `undefined`. */
  readonly seenAfterMs: number | undefined;
}

/**
 * Claims every identity of a submission: for the lead that already holds one of them (the oldest, when several do),
 * else for the submission itself. The primary key decides races.
 */
export function toIdentityStatement(question: IdentityQuestion, guard: Guard): Statement {
  const params = new Params();
  const project = params.add(question.projectId);
  const sender = addKeys(question, params);
  // The kinds are words of ours; current keys come first.
  const keys = question.identities.map(({ kind }, i) =>
    i === 0 ? `SELECT ${sender[i]} AS IdentityKey, '${kind}' AS Kind` : `SELECT ${sender[i]}, '${kind}'`,
  );
  const at = params.add(question.receivedMs);
  return {
    sql: `INSERT INTO LeadIdentities (ProjectName, IdentityKey, Kind, LeadId, LeadCreatedMs, LastSeenMs)
SELECT ${project}, k.IdentityKey, k.Kind, coalesce(known.LeadId, ${params.add(question.submissionId)}), coalesce(known.LeadCreatedMs, ${at}), ${at}
FROM (${keys.join(" UNION ALL ")}) AS k LEFT JOIN ${toKnown(toHeldBy(question, params, project, sender))} AS known ON TRUE
WHERE ${guard(params)}
ON CONFLICT (ProjectName, IdentityKey) DO UPDATE SET ${toChanges(question, params)}`,
    params: params.values,
  };
}

/** What a known identity learns: that it was seen again, and after a long silence its new lead. */
function toChanges({ seenAfterMs }: IdentityQuestion, params: Params): string {
  const seen = "LastSeenMs = max(LastSeenMs, excluded.LastSeenMs)";
  if (seenAfterMs === undefined) return seen;
  const isFresh = `LastSeenMs > ${params.add(seenAfterMs)}`;
  const keep = (column: string) => `${column} = iif(${isFresh}, ${column}, excluded.${column})`;
  return `FormerLeadId = iif(${isFresh}, FormerLeadId, LeadId), ${keep("LeadId")}, ${keep("LeadCreatedMs")}, ${seen}`;
}

/** The placeholders of every key the sender may be known under: the current ones, then the former. */
export function addKeys({ identities }: IdentityQuestion, params: Params): string[] {
  const keys = [...identities.map((it) => it.current), ...identities.flatMap((it) => it.former)];
  return keys.map((key) => params.add(key));
}

/**
 * Condition for rows of LeadIdentities that belong to the submission's sender.
 * @param project placeholder of the project's id
 * @param keys placeholders, see {@link addKeys}
 */
export function toHeldBy(
  { seenAfterMs }: IdentityQuestion,
  params: Params,
  project: string,
  keys: readonly string[],
): string {
  const heldBy = `ProjectName = ${project} AND IdentityKey IN (${keys.join(", ")})`;
  return seenAfterMs === undefined ? heldBy : `${heldBy} AND LastSeenMs > ${params.add(seenAfterMs)}`;
}

/** The lead that holds an identity of the submission: the oldest; a subquery with one row or none. */
export function toKnown(heldBy: string): string {
  return `(SELECT LeadId, LeadCreatedMs, FormerLeadId FROM LeadIdentities WHERE ${heldBy} ORDER BY LeadCreatedMs, LeadId LIMIT 1)`;
}
