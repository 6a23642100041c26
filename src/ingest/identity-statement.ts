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
  const keys = question.identities
    .map(({ current, kind }, i) =>
      i === 0
        ? `SELECT ${params.add(current)} AS IdentityKey, ${params.add(kind)} AS Kind`
        : `SELECT ${params.add(current)}, ${params.add(kind)}`,
    )
    .join(" UNION ALL ");
  const at = params.add(question.receivedMs);
  return {
    sql: `INSERT INTO LeadIdentities (ProjectName, IdentityKey, Kind, LeadId, LeadCreatedMs, LastSeenMs)
SELECT ${params.add(question.projectId)}, k.IdentityKey, k.Kind, coalesce(known.LeadId, ${params.add(question.submissionId)}), coalesce(known.LeadCreatedMs, ${at}), ${at}
FROM (${keys}) AS k LEFT JOIN ${toKnown(question, params)} AS known ON TRUE
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

/** The lead that holds an identity of the submission: the oldest; a subquery with one row or none. */
export function toKnown(question: IdentityQuestion, params: Params): string {
  return `(SELECT LeadId, LeadCreatedMs, FormerLeadId FROM LeadIdentities WHERE ${toHeldBy(question, params)} ORDER BY LeadCreatedMs, LeadId LIMIT 1)`;
}

/** Condition for rows of LeadIdentities that belong to the submission's sender. */
export function toHeldBy(question: IdentityQuestion, params: Params): string {
  const keys = question.identities.flatMap(({ current, former }) => [current, ...former]);
  const heldBy = `ProjectName = ${params.add(question.projectId)} AND IdentityKey IN (${params.list(keys)})`;
  const { seenAfterMs } = question;
  return seenAfterMs === undefined ? heldBy : `${heldBy} AND LastSeenMs > ${params.add(seenAfterMs)}`;
}
