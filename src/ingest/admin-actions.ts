import type { AdminAction, AdminActionName } from "../domain/admin-action.ts";
import { createTimedId } from "./timed-id.ts";

export interface NotedAction extends AdminAction {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** Notes an action. @param nowMs epoch milliseconds */
export async function noteAction(db: D1Database, noted: AdminAction, nowMs: number): Promise<void> {
  const { action, key_id, projects, target, fields } = noted;
  await db
    .prepare(
      "INSERT INTO AdminActions (ActionId, ActedAt, KeyId, Action, ProjectsJson, Target, FieldsJson) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )
    .bind(
      createTimedId(nowMs),
      new Date(nowMs).toISOString(),
      key_id,
      action,
      projects === "all" ? null : JSON.stringify(projects),
      target,
      JSON.stringify(fields),
    )
    .run();
}

export interface ActionsQuestion {
  /** Only what concerns these and no other project. */
  readonly projectIds: "all" | readonly string[];
  /** Only ids before this one: ids sort by time. */
  readonly before: string;
  readonly limit: number;
  /** Only done with the key of this id. */
  readonly key?: string | undefined;
  readonly action?: AdminActionName | undefined;
}

interface Row {
  readonly ActionId: string;
  readonly ActedAt: string;
  readonly KeyId: string;
  readonly Action: AdminActionName;
  readonly ProjectsJson: string | null;
  readonly Target: string | null;
  readonly FieldsJson: string;
}

/** Actions, the latest first. */
export async function listActions(
  db: D1Database,
  { projectIds, before, limit, key, action }: ActionsQuestion,
): Promise<NotedAction[]> {
  const { results } = await db
    .prepare(
      `SELECT * FROM AdminActions
WHERE ActionId < ?1 AND (?2 IS NULL OR (ProjectsJson IS NOT NULL AND NOT EXISTS (SELECT 1 FROM json_each(ProjectsJson) WHERE value NOT IN (SELECT value FROM json_each(?2)))))
  AND (?4 IS NULL OR KeyId = ?4) AND (?5 IS NULL OR Action = ?5)
ORDER BY ActionId DESC LIMIT ?3`,
    )
    .bind(
      before,
      projectIds === "all" ? null : JSON.stringify(projectIds),
      limit,
      key ?? null,
      action ?? null,
    )
    .all<Row>();
  return results.map((row) => ({
    id: row.ActionId,
    at: row.ActedAt,
    action: row.Action,
    key_id: row.KeyId,
    projects: row.ProjectsJson === null ? "all" : (JSON.parse(row.ProjectsJson) as string[]),
    target: row.Target,
    fields: JSON.parse(row.FieldsJson) as string[],
  }));
}
