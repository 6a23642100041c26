import { RESTORED_REASON } from "../domain/dataset.ts";
import { runBatch } from "./batch.ts";
import { type Guard, Params, type Statement } from "./statement.ts";
import type { SubmissionTable } from "./submission-row.ts";

/**
 * Who writes the data point of a stored submission: `request`, the request that stored it, which wrote it at once
 * unless it gave up; `queue`, a consumer, which stored it or took it over; `owed`, whoever drives the owed events;
 * `sent`, nobody any more: it was written behind the request, or is by the one who claimed it.
 */
export type PointState = "request" | "queue" | "sent" | "owed";

const RESTORED_REASONS = Object.values(RESTORED_REASON)
  .map((reason) => `'${reason}'`)
  .join(", ");

/**
 * Takes the data point of a submission over from a request that stored it and gave up; answers with the row. A restored
 * lead's point is another: what the queue holds is the filtered submission that it came from.
 */
export function toTakeOverStatement(table: SubmissionTable, submissionId: string): Statement {
  const isLead = table === "LeadSubmissions";
  return {
    sql: `UPDATE ${table} SET PointState = iif(PointState = 'request', 'queue', PointState) WHERE SubmissionId = ?1${isLead ? ` AND Reason NOT IN (${RESTORED_REASONS})` : ""}
RETURNING EventType, Reason, PointState${isLead ? ", LeadId" : ""}`,
    params: [submissionId],
  };
}

/** Says who writes the data points of submissions from now on, where the guard holds. */
export function toMarkStatement(
  table: SubmissionTable,
  submissionIds: readonly string[],
  state: PointState,
  guard: Guard,
): Statement {
  const params = new Params();
  const ids = params.add(JSON.stringify(submissionIds));
  return {
    sql: `UPDATE ${table} SET PointState = '${state}' WHERE SubmissionId IN (SELECT value FROM json_each(${ids})) AND ${guard(params)}`,
    params: params.values,
  };
}

/** Holds for a row in this state. */
export function isAt(state: PointState): Guard {
  return () => `PointState = '${state}'`;
}

/** Holds unless the submission is in the table and its data point was written. */
export function isUncounted(table: SubmissionTable, submissionId: string): Guard {
  return (params) =>
    `NOT EXISTS (SELECT 1 FROM ${table} WHERE SubmissionId = ${params.add(submissionId)} AND PointState = 'sent')`;
}

/**
 * Claims the data point of a submission for the request that stored it and gave up; `false` when a consumer took it
 * over. It is claimed before it is written, so that it cannot be there twice; a crash in between loses it.
 */
export async function claimPoint(
  db: D1Database,
  table: SubmissionTable,
  submissionId: string,
): Promise<boolean> {
  const [claimed] = await runBatch(db, [toMarkStatement(table, [submissionId], "sent", isAt("request"))]);
  return claimed !== undefined && claimed.meta.changes > 0;
}
