import type { SenderList } from "./sender-statement.ts";

/** An entry of the block or test list, as an admin sees it. */
export interface SenderListEntry {
  readonly ip: string;
  /** `null`: every project. */
  readonly project: string | null;
  readonly reason: string;
  readonly added_by: string;
  readonly created_at: string;
  /** `null`: until lifted. */
  readonly expires_at: string | null;
}

interface Row {
  readonly IpAddress: string;
  readonly ProjectName: string;
  readonly Reason: string;
  readonly AddedBy: string;
  readonly CreatedAt: string;
  readonly ExpiresAt: string | null;
}

export const MAX_LISTED = 1000;

/** The entries in force, newest first. @param projectIds `"all"`, or only entries for these projects */
export async function listSenders(
  db: D1Database,
  list: SenderList,
  projectIds: "all" | readonly string[],
  nowIso: string,
): Promise<SenderListEntry[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM ${list} WHERE (ExpiresAt IS NULL OR ExpiresAt > ?1) AND (?2 IS NULL OR ProjectName IN (SELECT value FROM json_each(?2))) ORDER BY CreatedAt DESC LIMIT ${MAX_LISTED}`,
    )
    .bind(nowIso, projectIds === "all" ? null : JSON.stringify(projectIds))
    .all<Row>();
  return results.map((row) => ({
    ip: row.IpAddress,
    project: row.ProjectName || null,
    reason: row.Reason,
    added_by: row.AddedBy,
    created_at: row.CreatedAt,
    expires_at: row.ExpiresAt,
  }));
}

/** Puts a sender on a list, or replaces its entry. */
export async function putSender(db: D1Database, list: SenderList, entry: SenderListEntry): Promise<void> {
  await db
    .prepare(
      `INSERT OR REPLACE INTO ${list} (IpAddress, ProjectName, Reason, AddedBy, CreatedAt, ExpiresAt) VALUES (?1, ?2, ?3, ?4, ?5, ?6)`,
    )
    .bind(entry.ip, entry.project ?? "", entry.reason, entry.added_by, entry.created_at, entry.expires_at)
    .run();
}

/** Whether a sender is on a list, for the project or for all. */
export async function hasSender(
  db: D1Database,
  list: SenderList,
  senderKey: string,
  projectId: string | null,
): Promise<boolean> {
  const entry = db.prepare(`SELECT 1 FROM ${list} WHERE IpAddress = ?1 AND ProjectName = ?2`);
  return (await entry.bind(senderKey, projectId ?? "").first()) !== null;
}

/** Takes a sender off a list. */
export async function liftSender(
  db: D1Database,
  list: SenderList,
  senderKey: string,
  projectId: string | null,
): Promise<void> {
  await db
    .prepare(`DELETE FROM ${list} WHERE IpAddress = ?1 AND ProjectName = ?2`)
    .bind(senderKey, projectId ?? "")
    .run();
}
