import { type Guard, Params, type Statement } from "./statement.ts";

export type SenderList = "BlockedIPs" | "TestIPs";

/** Holds when the sender is on the list, for the project or for all, and the entry has not expired. */
export function isListed(list: SenderList, senderKey: string, projectId: string, nowIso: string): Guard {
  return (params) =>
    `EXISTS (SELECT 1 FROM ${list} WHERE IpAddress = ${params.add(senderKey)} AND ProjectName IN ('', ${params.add(projectId)}) AND (ExpiresAt IS NULL OR ExpiresAt > ${params.add(nowIso)}))`;
}

/** Puts a sender on the block list for a project; a longer or endless entry stays as it is. */
export function toBlockStatement(
  entry: { senderKey: string; projectId: string; reason: string; nowIso: string; expiresIso: string },
  guard: Guard,
): Statement {
  const params = new Params();
  const values = [entry.senderKey, entry.projectId, entry.reason, "detector", entry.nowIso, entry.expiresIso];
  return {
    sql: `INSERT INTO BlockedIPs (IpAddress, ProjectName, Reason, AddedBy, CreatedAt, ExpiresAt)
SELECT ${params.list(values)} WHERE ${guard(params)}
ON CONFLICT (IpAddress, ProjectName) DO UPDATE SET ExpiresAt = max(ExpiresAt, excluded.ExpiresAt)`,
    params: params.values,
  };
}
